package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

import static org.assertj.core.api.Assertions.assertThat;

/// What becomes of messages that fail or wait.
class FailedMessageTest extends BatchFixture {
    static Stream<RuntimeException> outages() {
        return Stream.of(
                SdkClientException.create("connection refused"),
                ApiCallTimeoutException.create(8_000),
                refusal(500, "InternalServerError"),
                refusal(400, "ProvisionedThroughputExceededException"),
                refusal(400, "AccessDeniedException"),
                refusal(400, "AWS.SimpleQueueService.NonExistentQueue"),
                new DeadlinePassedException(),
                new BreakerOpenException("valkey", Duration.ofSeconds(10)),
                new UnavailableException("the database is away"),
                new IllegalStateException("not loaded", new UnavailableException("the database is away")),
                new CompletionException(refusal(503, "ServiceUnavailable")));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void anOutageOfTwentyMinutesCostsNothingAndIsOverForEverybodyTwoMinutesLater(RuntimeException outage) {
        Duration waited = waited(Duration.ofMinutes(20), outage);

        assertThat(deadLetters).isEmpty();
        assertThat(waited).isLessThanOrEqualTo(Duration.ofMinutes(22));
        assertThat(counted).isNotEmpty().containsOnly("MessageFailed failed 1.0");
    }

    @Test
    void anOutageOfHalfADayEndsAmongTheDeadLettersBeforeTheQueueGivesUp() {
        Duration waited = waited(Duration.ofDays(2), new UnavailableException("the database is away"));

        assertThat(deadLetters).containsExactly("message");
        assertThat(waited).isBetween(Duration.ofHours(11), Duration.ofHours(13));
        assertThat(seen).hasSizeLessThan(RECEIVES);
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new NullPointerException("another"),
                refusal(400, "ValidationException"),
                refusal(400, "InvalidMessageContents"),
                refusal(400, "AWS.SimpleQueueService.BatchRequestTooLong"),
                new StackOverflowError(),
                new OutOfMemoryError("an array too large"),
                new NoClassDefFoundError("NotThere"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aMessageThatFailsByItselfHoldsItsChatForHalfAMinuteAtMost(Throwable fault) {
        Duration waited = waited(Duration.ofDays(2), fault);

        assertThat(deadLetters).containsExactly("message");
        assertThat(waited).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(30));
        assertThat(seen.size()).isGreaterThan(2);
        assertThat(counted).last().isEqualTo("MessageFailed failed 1.0");
    }

    @Test
    void theGroupOfAMessageThatIsGivenUpGoesOnInTheSameBatch() {
        SQSMessage failing = message("1", "ada", "fails");
        received(failing, Duration.ofSeconds(25), 4);

        assertThat(failuresOf(event(failing, message("2", "ada", "fine"), message("3", "ada", "well"))))
                .isEmpty();
        assertThat(deadLetters).containsExactly("fails");
        assertThat(seen).containsExactly("fails", "fails", "fine", "well");
    }

    @Test
    void aBodyThatBreaksItsReaderIsAFailureOfItsOwn() {
        SQSMessage message = message("1", "ada", "deep");
        received(message, Duration.ofSeconds(25), 4);

        assertThat(failuresOf(event(message, message("2", "ada", "fine")))).isEmpty();
        assertThat(deadLetters).containsExactly("deep");
        assertThat(seen).containsExactly("fine");
    }

    /// It waited through an outage, and meets another message's lock when everything comes back at once.
    @Test
    void aMessageIsNeverGivenUpForASingleFailure() {
        SQSMessage message = message("1", "ada", "fails once");
        received(message, Duration.ofHours(1), 80);

        assertThat(batch.handle(event(message), delivery -> {
                            seen.add(delivery.message());
                            if (seen.size() == 1) {
                                throw new IllegalStateException("deadlock");
                            }
                            return Verdict.DONE;
                        })
                        .getBatchItemFailures())
                .isEmpty();
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void waitingForATurnIsNoFailureHoweverLongItTakes() {
        Duration waited = Duration.ZERO;
        for (int attempt = 1; attempt <= RECEIVES; attempt++) {
            SQSMessage message = message("1", "ada", "waits");
            received(message, waited, attempt);
            batch.handle(event(message), _ -> new Verdict.Retry(Duration.ofSeconds(1)));
            waited = waited.plus(lastPause);
        }

        assertThat(waited).isGreaterThan(Duration.ofHours(12));
        assertThat(deadLetters).isEmpty();
        assertThat(counted).isEmpty();
    }

    /// How long a message is on the queue whose handling fails until `end`; it is received as soon as its pause is
    /// over.
    private Duration waited(Duration end, Throwable failure) {
        Duration waited = Duration.ZERO;
        Instant begin = now;
        for (int attempt = 1; ; attempt++) {
            SQSMessage message = message("1", "ada", "message");
            received(message, waited, attempt);
            boolean isAway = waited.compareTo(end) < 0;
            List<String> failures = idsOf(event(message), delivery -> {
                seen.add(delivery.message());
                if (isAway) {
                    thrown(failure);
                }
                return Verdict.DONE;
            });
            if (failures.isEmpty()) {
                return waited;
            }
            waited = waited.plus(lastPause);
            now = begin.plus(waited);
        }
    }

    @SuppressWarnings("unchecked") // what is thrown is unchecked
    private static <E extends Throwable> void thrown(Throwable failure) throws E {
        throw (E) failure;
    }

    private static AwsServiceException refusal(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .message(code)
                .build();
    }
}
