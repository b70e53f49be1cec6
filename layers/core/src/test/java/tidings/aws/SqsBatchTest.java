package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SqsBatchTest {
    private final List<String> deadLetters = new ArrayList<>();
    private final List<String> postponed = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final SqsBatch<String> batch = new SqsBatch<>(
            body -> {
                if (body.startsWith("garbled")) {
                    throw new UnreadableException(String.class, "garbled", null);
                }
                return body;
            },
            new Inbox() {
                @Override
                public void deadLetter(SQSMessage message) {
                    if (message.getBody().endsWith("unburiable")) {
                        throw new IllegalStateException("no queue");
                    }
                    deadLetters.add(message.getBody());
                }

                @Override
                public void changeVisibility(SQSMessage message, Duration pause) {
                    postponed.add(message.getMessageId() + " " + pause.toSeconds());
                }
            });

    @Test
    void skipsTheRestOfAFailedGroupOnly() {
        SQSEvent event = event(
                message("1", "ada", "fine"),
                message("2", "ada", "fails"),
                message("3", "bob", "fine"),
                message("4", "ada", "behind"));

        assertThat(failuresOf(event)).containsExactly("2", "4");
        assertThat(seen).containsExactly("fine", "fails", "fine");
    }

    @Test
    void aMessageIsHandledUnderTheTraceThatItWasQueuedUnder() {
        SQSMessage traced = message("1", "ada", "fine");
        traced.setAttributes(Map.of("AWSTraceHeader", "Root=1-5759e988-bd862e3fe1be46a994272793"));
        List<String> traces = new ArrayList<>();

        batch.each(event(traced, message("2", "ada", "fine")), _ -> {
            traces.add(Trace.current().orElse("none"));
            return Verdict.DONE;
        });

        assertThat(traces).containsExactly("Root=1-5759e988-bd862e3fe1be46a994272793", "none");
    }

    @Test
    void retriesOnlyTheFailedOnAStandardQueue() {
        SQSEvent event = event(message("1", null, "fails"), message("2", null, "fine"), message("3", null, "retry"));

        assertThat(failuresOf(event)).containsExactly("1", "3");
        assertThat(seen).containsExactly("fails", "fine", "retry");
    }

    @Test
    void anUnreadableMessageIsDeadLetteredAtOnceAndItsGroupGoesOn() {
        SQSEvent event = event(message("1", "ada", "garbled"), message("2", "ada", "fine"));

        assertThat(failuresOf(event)).isEmpty();
        assertThat(deadLetters).containsExactly("garbled");
        assertThat(seen).containsExactly("fine");
    }

    @Test
    void keepsTheUnreadableWhenItCannotBeBuried() {
        assertThat(failuresOf(event(message("1", "ada", "garbled and unburiable"))))
                .containsExactly("1");
    }

    @Test
    void whatTheHandlerGivesUpIsDeadLettered() {
        assertThat(failuresOf(event(message("1", "ada", "hopeless"), message("2", "ada", "fine"))))
                .isEmpty();
        assertThat(deadLetters).containsExactly("hopeless");
    }

    @Test
    void postponesAGroupAsLongAsItsFirstMessageAsks() {
        SQSEvent event =
                event(message("1", "ada", "retry"), message("2", "ada", "behind"), message("3", "bob", "fails"));

        failuresOf(event);

        assertThat(postponed).containsExactly("1 30", "2 30", "3 8");
    }

    @Test
    void handsOnTheCorrelationAndTheAttempt() {
        SQSMessage message = message("1", "ada", "fine");
        SQSEvent.MessageAttribute attribute = new SQSEvent.MessageAttribute();
        attribute.setStringValue("update-7");
        message.setMessageAttributes(Map.of(Correlation.ATTRIBUTE, attribute));

        batch.each(event(message), delivery -> {
            seen.add(Correlation.current().orElseThrow() + " attempt " + delivery.attempt());
            return Verdict.DONE;
        });

        assertThat(seen).containsExactly("update-7 attempt 3");
        assertThat(Correlation.current()).isEmpty();
    }

    private List<String> failuresOf(SQSEvent event) {
        return batch
                .each(event, delivery -> {
                    seen.add(delivery.message());
                    return switch (delivery.message()) {
                        case "fails" -> throw new IllegalStateException("boom");
                        case "retry" -> new Verdict.Retry(Duration.ofSeconds(30));
                        case "hopeless" -> new Verdict.DeadLetter("hopeless");
                        default -> Verdict.DONE;
                    };
                })
                .getBatchItemFailures()
                .stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static SQSEvent event(SQSMessage... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(messages));
        return event;
    }

    private static SQSMessage message(String id, String group, String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(id);
        message.setBody(body);
        message.setAttributes(
                group == null
                        ? Map.of("ApproximateReceiveCount", "1")
                        : Map.of("ApproximateReceiveCount", "3", "MessageGroupId", group));
        return message;
    }
}
