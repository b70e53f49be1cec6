package tidings.localstack.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads an `AWS::SQS::Queue`.
final class QueueReader {
    private static final List<String> ATTRIBUTES = List.of(
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "DelaySeconds",
            "FifoQueue",
            "FifoThroughputLimit",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "VisibilityTimeout");

    private QueueReader() {}

    static StackModel.Queue read(
            Declaration resource, Properties properties, LocalReferences references, Targets targets) {
        properties.text("QueueName");
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTES.forEach(name -> properties.text(name).ifPresent(text -> attributes.put(name, text)));
        return new StackModel.Queue(
                resource.id(),
                references.name(resource),
                references.arn(resource),
                references.ref(resource.id(), resource.place()).orElseThrow(),
                attributes,
                properties.nested("RedrivePolicy").map(policy -> redrive(policy, targets)));
    }

    private static StackModel.Redrive redrive(Properties policy, Targets targets) {
        targets.id(policy, "deadLetterTargetArn");
        StackModel.Redrive redrive = new StackModel.Redrive(
                policy.required("deadLetterTargetArn"), Integer.parseInt(policy.required("maxReceiveCount")));
        policy.finish();
        return redrive;
    }
}
