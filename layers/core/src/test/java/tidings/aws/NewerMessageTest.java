package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What becomes of messages that only a newer version can read, while it is being deployed.
class NewerMessageTest extends BatchFixture {
    private static final Duration CANARY = Duration.ofMinutes(5);
    private static final String STANDARD = "arn:aws:sqs:eu-west-1:000000000000:posts";

    /// Those of a standard queue are of no group whose order counts.
    @Test
    void onAStandardQueueItComesBackUntilItsVersionIsThere() {
        Instant begin = now;
        int attempt = 0;
        List<String> failures;
        do {
            isDeployed = now.isAfter(begin.plus(CANARY));
            SQSMessage message = message("1", null, "newer");
            message.setEventSourceArn(STANDARD);
            received(message, Duration.between(begin, now), ++attempt);
            failures = failuresOf(event(message, message("2", null, "fine")));
            now = now.plus(failures.isEmpty() ? Duration.ZERO : lastPause);
        } while (!failures.isEmpty());

        assertThat(seen).contains("newer");
        assertThat(Duration.between(begin, now)).isBetween(CANARY, CANARY.plusSeconds(10));
        assertThat(deadLetters).isEmpty();
        assertThat(behind).isEmpty();
        assertThat(counted).as("a deployment is no failure").isEmpty();
    }

    @Test
    void inAGroupItKeepsItsPlaceAtFirstAndThenGoesBehindTheOthers() {
        Instant begin = now;
        int attempt = 0;
        List<String> failures;
        do {
            SQSMessage message = message("1", "ada", "newer");
            received(message, Duration.between(begin, now), ++attempt);
            failures = failuresOf(event(message, message("2", "ada", "fine")));
            now = now.plus(failures.isEmpty() ? Duration.ZERO : lastPause);
        } while (!failures.isEmpty());

        assertThat(Duration.between(begin, now)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
        assertThat(behind).containsExactly("newer since " + begin);
        assertThat(seen).containsExactly("fine");
        assertThat(deadLetters).isEmpty();
        assertThat(counted).isEmpty();
    }

    @Test
    void whatWentBehindIsServedByItsVersionAsSoonAsThatIsThere() {
        isDeployed = true;

        assertThat(failuresOf(event(since(now.minus(CANARY), Duration.ZERO, 1))))
                .isEmpty();

        assertThat(seen).containsExactly("newer");
    }

    @Test
    void itWaitsOnSinceItCameFirstHoweverOftenItWentBehind() {
        Instant first = now.minus(Duration.ofMinutes(14));

        assertThat(failuresOf(event(since(first, Duration.ofSeconds(14), 4)))).isEmpty();

        assertThat(behind).containsExactly("newer since " + first);
    }

    @Test
    void whatNoVersionReadsEndsAmongTheDeadLettersAfterAQuarterOfAnHour() {
        SQSMessage old = message("2", null, "newer");
        old.setEventSourceArn(STANDARD);
        received(old, Duration.ofMinutes(16), 120);

        assertThat(failuresOf(event(since(now.minus(Duration.ofMinutes(16)), Duration.ZERO, 1), old)))
                .isEmpty();

        assertThat(deadLetters).containsExactlyInAnyOrder("newer", "newer");
        assertThat(counted).containsExactly("MessageFailed failed 1.0", "MessageFailed failed 1.0");
    }

    /// It would be received more often than the queue allows.
    @Test
    void waitingForAVersionLeavesMostOfItsReceives() {
        Instant begin = now;
        int attempt = 0;
        while (deadLetters.isEmpty()) {
            SQSMessage message = message("1", null, "newer");
            received(message, Duration.between(begin, now), ++attempt);
            failuresOf(event(message));
            now = now.plus(lastPause);
        }

        assertThat(attempt).isLessThan(RECEIVES / 5);
    }

    private SQSMessage since(Instant since, Duration received, int attempt) {
        SQSMessage message = message("1", "ada", "newer");
        received(message, received, attempt);
        SQSEvent.MessageAttribute attribute = new SQSEvent.MessageAttribute();
        attribute.setStringValue(Long.toString(since.toEpochMilli()));
        message.setMessageAttributes(new HashMap<>(Map.of(Inbox.SINCE, attribute)));
        return message;
    }
}
