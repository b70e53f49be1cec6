package tidings.aws;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;

import static org.assertj.core.api.Assertions.assertThat;

class LoggedIdTest {
    private static final long FIRST = -100_123_456_789L;
    private final LoggedId ids = new LoggedId("a key of a deployment");

    @Test
    void theSameIdOfADeploymentIsRecognized() {
        assertThat(ids.hash(FIRST)).isEqualTo(new LoggedId("a key of a deployment").hash(FIRST));
        assertThat(LongStream.range(FIRST, FIRST + 10_000).mapToObj(ids::hash).collect(Collectors.toSet()))
                .hasSize(10_000);
    }

    @Test
    void withoutTheKeyNoIdCanBeTried() {
        assertThat(new LoggedId("the key of another").hash(FIRST)).isNotEqualTo(ids.hash(FIRST));
    }

    @Test
    void aFunctionWithoutAKeyLogsWhatOnlyItselfCanCompare() {
        assertThat(LoggedId.of(FIRST)).isEqualTo(LoggedId.of(FIRST)).isNotEqualTo(ids.hash(FIRST));
    }

    @Test
    void aChatThatIsLoggedByAccidentTellsNothing() {
        assertThat(new ChatId(FIRST).toString())
                .isEqualTo(new ChatId(7).toString())
                .doesNotContainPattern("\\d");
    }
}
