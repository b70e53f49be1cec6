package tidings.localstack.template;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads resources by their types; events of functions are read by [EventReader].
///
/// @param folder what `CodeUri` is relative to
/// @param layers their zips by ARN
record ResourceReader(Path folder, LocalReferences references, Targets targets, Map<String, Path> layers) {
    private static final List<String> QUEUE_ATTRIBUTES = List.of(
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "DelaySeconds",
            "FifoQueue",
            "FifoThroughputLimit",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "ReceiveMessageWaitTimeSeconds",
            "VisibilityTimeout");

    StackModel.Queue queue(Declaration resource, Properties properties) {
        properties.text("QueueName");
        Map<String, String> attributes = new LinkedHashMap<>();
        QUEUE_ATTRIBUTES.forEach(name -> properties.text(name).ifPresent(text -> attributes.put(name, text)));
        return new StackModel.Queue(
                resource.id(),
                references.name(resource),
                references.arn(resource),
                references.ref(resource.id()).orElseThrow(),
                attributes,
                properties.nested("RedrivePolicy").map(this::redrive));
    }

    private StackModel.Redrive redrive(Properties policy) {
        targets.id(policy, "deadLetterTargetArn");
        StackModel.Redrive redrive = new StackModel.Redrive(
                policy.required("deadLetterTargetArn"), Integer.parseInt(policy.required("maxReceiveCount")));
        policy.finish();
        return redrive;
    }

    StackModel.Secret secret(Declaration resource, Properties properties) {
        properties.text("Name");
        return new StackModel.Secret(
                resource.id(),
                references.name(resource),
                references.arn(resource),
                properties.text("SecretString"),
                properties.nested("GenerateSecretString").map(ResourceReader::generated));
    }

    private static StackModel.Generated generated(Properties properties) {
        StackModel.Generated generated = new StackModel.Generated(
                properties.number("PasswordLength").orElse(32),
                properties.text("ExcludeCharacters").orElse(""),
                properties.text("SecretStringTemplate"),
                properties.text("GenerateStringKey"));
        properties.finish();
        return generated;
    }

    StackModel.Table table(Declaration resource, Properties properties) {
        properties.text("TableName");
        Map<String, String> attributes = new LinkedHashMap<>();
        properties.nestedItems("AttributeDefinitions").forEach(attribute -> {
            attributes.put(attribute.required("AttributeName"), attribute.required("AttributeType"));
            attribute.finish();
        });
        return new StackModel.Table(
                resource.id(),
                references.name(resource),
                attributes,
                keys(properties),
                properties.nested("TimeToLiveSpecification").flatMap(ttl -> {
                    String attribute = ttl.required("AttributeName");
                    boolean enabled = ttl.flag("Enabled", true);
                    ttl.finish();
                    return enabled ? Optional.of(attribute) : Optional.empty();
                }));
    }

    private static List<StackModel.Key> keys(Properties properties) {
        return properties.nestedItems("KeySchema").stream()
                .map(key -> {
                    StackModel.Key read =
                            new StackModel.Key(key.required("AttributeName"), key.choice("KeyType", "HASH", "RANGE"));
                    key.finish();
                    return read;
                })
                .toList();
    }

    /// Empty for e-mail: nothing is sent to people from here. A queue gets the message alone, without SNS's envelope.
    Optional<StackModel.Subscription> subscription(Properties subscription) {
        String topic = targets.id(subscription, "TopicArn");
        subscription.required("Endpoint");
        if (subscription.choice("Protocol", "sqs", "email").equals("email")) {
            return Optional.empty();
        }
        if (!subscription.flag("RawMessageDelivery", false)) {
            throw new TemplateException(subscription.place(), "RawMessageDelivery must be true here");
        }
        return Optional.of(new StackModel.Subscription(topic, targets.id(subscription, "Endpoint")));
    }

    StackModel.Function function(Declaration resource, Properties properties) {
        properties.text("FunctionName");
        properties.choice("PackageType", "Zip");
        properties.choice("Runtime", "java25");
        return new StackModel.Function(
                resource.id(),
                references.name(resource),
                references.arn(resource),
                folder.resolve(properties.required("CodeUri")),
                properties.required("Handler"),
                layers(properties),
                properties.number("MemorySize").orElse(128),
                properties.seconds("Timeout", 3),
                environment(properties),
                snapStart(properties),
                properties.number("ReservedConcurrentExecutions"),
                hasUrl(properties),
                logging(properties),
                policies(properties),
                resource.place());
    }

    private List<Path> layers(Properties properties) {
        return properties.items("Layers").stream()
                .map(layer -> Optional.ofNullable(layers.get(layer.text("a layer")))
                        .orElseThrow(() -> new TemplateException(
                                layer.place(),
                                layer.text("a layer")
                                        + " is no layer of this template, and others cannot be had here")))
                .toList();
    }

    private static Map<String, String> environment(Properties properties) {
        return properties
                .nested("Environment")
                .map(environment -> {
                    Map<String, String> variables = environment.map("Variables");
                    environment.finish();
                    return variables;
                })
                .orElse(Map.of());
    }

    private static StackModel.Initialization snapStart(Properties properties) {
        return properties
                .nested("SnapStart")
                .map(snapStart -> {
                    String applyOn = snapStart.choice("ApplyOn", "None", "PublishedVersions");
                    snapStart.finish();
                    return applyOn.equals("None")
                            ? StackModel.Initialization.ON_DEMAND
                            : StackModel.Initialization.SNAP_START;
                })
                .orElse(StackModel.Initialization.ON_DEMAND);
    }

    private static boolean hasUrl(Properties properties) {
        Optional<Properties> url = properties.nested("FunctionUrlConfig");
        url.ifPresent(config -> {
            config.required("AuthType");
            config.choice("AuthType", "NONE");
            config.choice("InvokeMode", "BUFFERED");
            config.finish();
        });
        return url.isPresent();
    }

    private static StackModel.Logging logging(Properties properties) {
        return properties
                .nested("LoggingConfig")
                .map(config -> {
                    StackModel.Logging logging = new StackModel.Logging(
                            config.choice("LogFormat", "Text", "JSON"),
                            config.text("ApplicationLogLevel"),
                            config.text("LogGroup"));
                    config.text("SystemLogLevel");
                    config.finish();
                    return logging;
                })
                .orElse(new StackModel.Logging("Text", Optional.empty(), Optional.empty()));
    }

    private static List<Value> policies(Properties properties) {
        return properties
                .value("Policies")
                .map(policies ->
                        policies instanceof Value.Items(List<Value> items, Place _) ? items : List.of(policies))
                .orElse(List.of());
    }
}
