package tidings.store.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/// What every remote cache does.
interface RemoteCacheContract {
    Duration TTL = Duration.ofMinutes(1);

    RemoteCache remote();

    /// Lets a TTL of a second end.
    void aSecondPasses();

    @Test
    default void returnsValuesInTheOrderOfTheKeys() {
        String one = key("one");
        String two = one.replace("one", "two");
        remote().put(one, bytes("1"), TTL);
        remote().put(two, bytes("2"), TTL);

        List<byte[]> found = remote().get(List.of(two, one.replace("one", "three"), one));

        assertThat(found.get(0)).isEqualTo(bytes("2"));
        assertThat(found.get(1)).isNull();
        assertThat(found.get(2)).isEqualTo(bytes("1"));
    }

    @Test
    default void putsIfAbsentOnlyOnce() {
        String key = key("lock");

        assertThat(remote().putIfAbsent(key, bytes("mine"), TTL)).isTrue();
        assertThat(remote().putIfAbsent(key, bytes("yours"), TTL)).isFalse();
        assertThat(remote().get(List.of(key)).getFirst()).isEqualTo(bytes("mine"));
        remote().remove(key);
        assertThat(remote().putIfAbsent(key, bytes("yours"), TTL)).isTrue();
    }

    @Test
    default void evictsAValueAfterItsTtl() {
        String key = key("short");
        remote().put(key, bytes("x"), Duration.ofMillis(900));

        aSecondPasses();

        assertThat(remote().get(List.of(key)).getFirst()).isNull();
    }

    @Test
    default void removesAndReturnsTheHighestCounters() {
        String key = key("numbers");
        remote().add(key, Map.of("a", 1, "b", 5, "c", 3), TTL);
        remote().add(key, Map.of("a", 3), TTL);

        assertThat(remote().takeHighest(key, 2)).containsExactly(entry("b", 5), entry("a", 4));
        assertThat(remote().takeHighest(key, 2)).containsExactly(entry("c", 3));
        assertThat(remote().takeHighest(key, 2)).isEmpty();
    }

    static String key(String name) {
        return "{" + UUID.randomUUID() + "}:" + name;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
