package tidings.sender;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.aws.Trace;
import tidings.aws.Verdict;
import tidings.ratelimit.RateLimiter;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

/// How long people wait for an answer, as the sender measures it.
class AnswerTimeTest extends SenderFixture {
    private static final Duration WAITED = Duration.ofMillis(340);

    private final RecordingMeter meter = new RecordingMeter();
    private final Outcomes outcomes =
            new Outcomes("arn:aws:lambda:eu-west-1:000000000000:function:bot:17", meter, clock);

    /// @param stage what follows the time in the message's attribute
    private void counted(String stage, String outcome, Verdict verdict) {
        long asked = clock.instant().minus(WAITED).toEpochMilli();
        Trace.asked(Optional.of(asked + " " + stage), () -> outcomes.counted(outcome, verdict));
    }

    @ParameterizedTest
    @CsvSource({
        "17 ANSWER, done, answered",
        "16 ANSWER, done, before",
        "17 ANSWER, blocked, none",
        "17 FETCHED, done, fetched"
    })
    void anAnswerIsTimedByWhatBecameOfIt(String stage, String outcome, String measured) {
        counted(stage, outcome, Verdict.DONE);

        assertThat(meter.outcomes("AnswerTime")).containsExactly(measured);
        assertThat(meter.values("AnswerTime", measured)).containsExactly(340.0);
    }

    @ParameterizedTest
    @CsvSource({"17 OPEN", "17 FETCHING", "''"})
    void whatNoAnswerCarriesIsNotTimed(String stage) {
        counted(stage, "done", Verdict.DONE);

        assertThat(meter.outcomes("AnswerTime")).isEmpty();
    }

    @Test
    void anAnswerIsNotTimedBeforeTelegramTookIt() {
        counted("17 ANSWER", "paced", new Verdict.Retry(Duration.ofSeconds(1)));
        counted("17 ANSWER", "refused", new Verdict.DeadLetter("refused"));

        assertThat(meter.outcomes("AnswerTime")).isEmpty();
    }

    @Test
    void theTimeEndsWithTelegramsAnswer() {
        Sender slow = new Sender(
                method -> {
                    clock.advance(Duration.ofSeconds(2));
                    return telegram.call(method);
                },
                _ -> {},
                chats,
                new Pacer(
                        chats,
                        RateLimiter.inMemory(Pacer.INTERVAL),
                        RateLimiter.inMemory(Pacer.DELIVERY_INTERVAL),
                        clock::advanceTo,
                        clock),
                outcomes);
        long asked = clock.millis();

        Trace.asked(Optional.of(asked + " 17 ANSWER"), () -> slow.handle(delivery(card("u:1"))));

        assertThat(meter.values("AnswerTime", "answered")).containsExactly((double) clock.millis() - asked);
        assertThat(meter.values("AnswerTime", "answered").getFirst()).isGreaterThanOrEqualTo(2_000);
    }
}
