package tidings.categorizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;
import tidings.topics.PostText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PostEncoderTest {
    private static final Duration EACH = Duration.ofSeconds(2);

    private final ManualClock clock = new ManualClock();
    private final RecordingMeter meter = new RecordingMeter();
    private final List<String> encoded = new ArrayList<>();
    private final PostEncoder encoder = new PostEncoder("v1", this::encode, meter, clock);

    private float[] encode(String text) {
        clock.advance(EACH);
        if (text.startsWith("broken")) {
            throw new IllegalStateException("as asked");
        }
        encoded.add(text);
        return new float[] {text.length()};
    }

    private List<Boolean> areEncoded(String... texts) {
        return encoder.vectors(List.of(texts)).stream().map(Optional::isPresent).toList();
    }

    @Test
    void everyTextIsEncodedAndCounted() {
        assertThat(areEncoded("a", "bb")).containsExactly(true, true);
        assertThat(meter.total("PostsEncoded", "encoded")).isEqualTo(2);
        assertThat(meter.total("EncodingMillis", "encoded")).isEqualTo(4_000);
    }

    @Test
    void theTimeToStoreAndToAnswerIsKept() {
        Deadline deadline = Deadline.in(PostEncoder.RESERVE.plusSeconds(3), clock);

        assertThat(deadline.during(() -> areEncoded("a", "b", "c", "d"))).containsExactly(true, true, false, false);
        assertThat(meter.total("PostsEncoded", "encoded")).isEqualTo(2);
    }

    @Test
    void aTextThatCannotBeEncodedCostsNoOther() {
        assertThat(areEncoded("a", "broken", "c")).containsExactly(true, false, true);
    }

    @Test
    void aPostIsEncodedOnceWhoeverAsks() {
        encoder.vectors(List.of("A title\nA body"));

        assertThat(encoder.of(new PostText("A title", "A body", ""))).isPresent();
        assertThat(encoded).containsExactly("A title\nA body");
    }

    @Test
    void oneCallIsEncodedAfterTheOther() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        PostEncoder slow = new PostEncoder(
                "v1",
                text -> {
                    order.add(text);
                    first.countDown();
                    waitFor(goesOn);
                    return new float[] {1};
                },
                meter,
                clock);
        Thread one = Thread.startVirtualThread(() -> slow.vectors(List.of("a", "b")));
        waitFor(first);
        Thread other = Thread.ofPlatform().start(() -> slow.of(new PostText("c", "", "")));
        await().atMost(Duration.ofMinutes(1)).until(() -> other.getState() == Thread.State.WAITING);

        goesOn.countDown();
        one.join();
        other.join();

        assertThat(order).containsExactly("a", "b", "c");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasEncodedBeforeIsKnownWhenNoTimeIsLeft() {
        encoder.vectors(List.of("a"));
        Deadline over = Deadline.in(PostEncoder.RESERVE, clock);

        assertThat(over.during(() -> areEncoded("a", "b"))).containsExactly(true, false);
    }
}
