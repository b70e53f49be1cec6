package tidings.platform;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SqsBatchTest {
    private final List<String> buried = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final SqsBatch<String> batch = new SqsBatch<>(
            body -> {
                if (body.startsWith("garbled")) {
                    throw new UnreadableException(String.class, "garbled", null);
                }
                return body;
            },
            message -> buried.add(message.getBody()));

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
    void retriesOnlyTheFailedOnAStandardQueue() {
        SQSEvent event = event(message("1", null, "fails"), message("2", null, "fine"), message("3", null, "retry"));

        assertThat(failuresOf(event)).containsExactly("1", "3");
        assertThat(seen).containsExactly("fails", "fine", "retry");
    }

    @Test
    void buriesTheUnreadableAtOnceAndGoesOnWithItsGroup() {
        SQSEvent event = event(message("1", "ada", "garbled"), message("2", "ada", "fine"));

        assertThat(failuresOf(event)).isEmpty();
        assertThat(buried).containsExactly("garbled");
        assertThat(seen).containsExactly("fine");
    }

    @Test
    void keepsTheUnreadableWhenItCannotBeBuried() {
        SqsBatch<String> unburiable = new SqsBatch<>(
                _ -> {
                    throw new UnreadableException(String.class, "garbled", null);
                },
                _ -> {
                    throw new IllegalStateException("no queue");
                });

        SQSBatchResponse response = unburiable.each(event(message("1", "ada", "garbled")), _ -> Verdict.DONE);

        assertThat(response.getBatchItemFailures()).hasSize(1);
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
                        case "retry" -> Verdict.RETRY;
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
