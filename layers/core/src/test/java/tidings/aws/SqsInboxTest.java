package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SqsInboxTest {
    private final List<Integer> timeouts = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();
    private final List<SendMessageRequest> sent = new ArrayList<>();
    private final SqsInbox inbox = new SqsInbox(
            new RecordingSqs(),
            List.of(
                    new QueueUrls("https://sqs.example.org/1/stack-Wood", "https://sqs.example.org/1/stack-WoodDead"),
                    new QueueUrls("https://sqs.example.org/1/Wood", "https://sqs.example.org/1/WoodDead"),
                    new QueueUrls("https://sqs.example.org/1/Iron.fifo", "https://sqs.example.org/1/IronDead.fifo")));

    private final class RecordingSqs implements SqsClient {
        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
            timeouts.add(request.visibilityTimeout());
            urls.add(request.queueUrl());
            return ChangeMessageVisibilityResponse.builder().build();
        }

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            urls.add(request.queueUrl());
            sent.add(request);
            return SendMessageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /// SQS refuses more than 43,200 seconds from when it gave the message out.
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0",
        "PT-5S, 0",
        "PT0.2S, 1",
        "PT45S, 45",
        "PT45.001S, 46",
        "PT11H, 39600",
        "PT12H, 42900",
        "P365D, 42900",
        "P1000000000D, 42900"
    })
    void aPauseIsOneThatSqsTakes(Duration pause, int seconds) {
        inbox.changeVisibility(from("Wood"), pause);

        assertThat(timeouts).containsExactly(seconds);
    }

    @ParameterizedTest
    @CsvSource({"Wood, WoodDead", "stack-Wood, stack-WoodDead", "Iron.fifo, IronDead.fifo"})
    void aMessageGoesBackToTheQueueThatItCameFrom(String queue, String deadLetters) {
        inbox.changeVisibility(from(queue), Duration.ZERO);
        inbox.deadLetter(from(queue));

        assertThat(urls)
                .containsExactly("https://sqs.example.org/1/" + queue, "https://sqs.example.org/1/" + deadLetters);
    }

    @Test
    void aMessageOfAnotherQueueIsRefusedByName() {
        assertThatThrownBy(() -> inbox.deadLetter(from("ood"))).hasMessageContaining(":ood, not from one of");
        assertThatThrownBy(() -> inbox.changeVisibility(new SQSMessage(), Duration.ZERO))
                .hasMessageContaining("from null, not from one of");
        assertThat(urls).isEmpty();
    }

    /// A copy that is sent twice has the same id, and comes once.
    @Test
    void whatIsPutBehindKeepsItsGroupAndAttributesAndWhenItCame() {
        SQSMessage message = from("Iron.fifo");
        message.setMessageId("17");
        SQSEvent.MessageAttribute correlation = new SQSEvent.MessageAttribute();
        correlation.setStringValue("update-7");
        correlation.setDataType("String");
        message.setMessageAttributes(Map.of(Trace.CORRELATION, correlation));

        inbox.putBehind(message, Instant.ofEpochMilli(1_700_000_000_123L));

        assertThat(sent).singleElement().satisfies(request -> {
            assertThat(request.queueUrl()).endsWith("/Iron.fifo");
            assertThat(request.messageBody()).isEqualTo("body");
            assertThat(request.messageGroupId()).isEqualTo("group");
            assertThat(request.messageDeduplicationId()).isEqualTo("17");
            assertThat(request.messageAttributes().get(Trace.CORRELATION).stringValue())
                    .isEqualTo("update-7");
            assertThat(request.messageAttributes().get(Inbox.SINCE).stringValue())
                    .isEqualTo("1700000000123");
        });
    }

    private static SQSMessage from(String queue) {
        SQSMessage message = new SQSMessage();
        message.setEventSourceArn("arn:aws:sqs:eu-west-1:000000000001:" + queue);
        message.setBody("body");
        message.setAttributes(Map.of("MessageGroupId", "group"));
        return message;
    }
}
