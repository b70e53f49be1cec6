package tidings.localstack.trigger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import tidings.localstack.template.PseudoParameters;

/// The event that Lambda makes from a batch of messages.
final class SqsEvent {
    private final ObjectMapper json = new ObjectMapper();

    byte[] of(List<Message> batch, String queueArn) {
        ObjectNode event = json.createObjectNode();
        batch.forEach(message -> event.withArray("Records").add(record(message, queueArn)));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode record(Message message, String queueArn) {
        ObjectNode record = json.createObjectNode()
                .put("messageId", message.messageId())
                .put("receiptHandle", message.receiptHandle())
                .put("body", message.body());
        ObjectNode system = record.putObject("attributes");
        message.attributesAsStrings().forEach(system::put);
        ObjectNode own = record.putObject("messageAttributes");
        message.messageAttributes().forEach((name, value) -> own.set(name, attribute(value)));
        record.put("md5OfBody", message.md5OfBody());
        if (!message.messageAttributes().isEmpty()) {
            record.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
        }
        return record.put("eventSource", "aws:sqs")
                .put("eventSourceARN", queueArn)
                .put("awsRegion", PseudoParameters.LOCAL.region());
    }

    private ObjectNode attribute(MessageAttributeValue value) {
        ObjectNode attribute = json.createObjectNode();
        if (value.stringValue() != null) {
            attribute.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            attribute.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        attribute.putArray("stringListValues");
        attribute.putArray("binaryListValues");
        return attribute.put("dataType", value.dataType());
    }
}
