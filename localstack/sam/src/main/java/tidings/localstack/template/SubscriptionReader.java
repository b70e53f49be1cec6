package tidings.localstack.template;

import java.util.Optional;

/// Reads an `AWS::SNS::Subscription`, or a subscription within a topic.
final class SubscriptionReader {
    private SubscriptionReader() {}

    /// Empty for e-mail and the like: nothing is sent to people from here.
    ///
    /// @param topic logical id
    static Optional<StackModel.Subscription> read(String topic, Properties subscription, Targets targets) {
        subscription.required("Endpoint");
        return switch (subscription.required("Protocol")) {
            case "sqs" ->
                Optional.of(new StackModel.Subscription(
                        topic, targets.id(subscription, "Endpoint"), subscription.flag("RawMessageDelivery", false)));
            case "email", "email-json", "sms", "https" -> Optional.empty();
            case String protocol ->
                throw new TemplateException(
                        subscription.place("Protocol"),
                        "SNS protocol " + protocol + " is not known here; known are email, email-json, https, sms,"
                                + " sqs");
        };
    }
}
