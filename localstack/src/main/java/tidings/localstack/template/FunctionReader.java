package tidings.localstack.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/// Reads an `AWS::Serverless::Function` and what wakes it.
final class FunctionReader {
    private final Declaration resource;
    private final LocalReferences references;
    private final BiFunction<String, Place, String> target;
    private final List<StackModel.QueueTrigger> queueTriggers = new ArrayList<>();
    private final List<StackModel.Schedule> schedules = new ArrayList<>();
    private final List<StackModel.Route> routes = new ArrayList<>();
    private final List<StackModel.Subscription> subscriptions = new ArrayList<>();
    private final StackModel.Function function;

    FunctionReader(
            Path folder,
            Declaration resource,
            Properties properties,
            LocalReferences references,
            Map<String, Path> layers,
            BiFunction<String, Place, String> target) {
        this.resource = resource;
        this.references = references;
        this.target = target;
        this.function = function(folder, properties, layers);
        properties
                .value("Events")
                .ifPresent(events -> events.fields("Events")
                        .forEach((name, event) -> event(name, new Properties(resource.type(), fields(event)))));
    }

    StackModel.Function function() {
        return function;
    }

    List<StackModel.QueueTrigger> queueTriggers() {
        return queueTriggers;
    }

    List<StackModel.Schedule> schedules() {
        return schedules;
    }

    List<StackModel.Route> routes() {
        return routes;
    }

    List<StackModel.Subscription> subscriptions() {
        return subscriptions;
    }

    private StackModel.Function function(Path folder, Properties properties, Map<String, Path> layers) {
        properties.text("FunctionName");
        properties.choice("PackageType", "Zip");
        properties.choice("Runtime", "java25");
        return new StackModel.Function(
                resource.id(),
                references.name(resource),
                references.arn(resource),
                folder.resolve(properties.required("CodeUri")),
                properties.required("Handler"),
                layers(properties, layers),
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

    private static List<Path> layers(Properties properties, Map<String, Path> layers) {
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
                            config.choice("LogFormat", "Text", "JSON"), config.text("ApplicationLogLevel"));
                    config.text("SystemLogLevel");
                    config.finish();
                    return logging;
                })
                .orElse(new StackModel.Logging("Text", Optional.empty()));
    }

    private static List<Value> policies(Properties properties) {
        return properties
                .value("Policies")
                .map(policies ->
                        policies instanceof Value.Items(List<Value> items, Place _) ? items : List.of(policies))
                .orElse(List.of());
    }

    private void event(String name, Properties event) {
        String type = event.required("Type");
        Properties properties = event.value("Properties")
                .map(value -> new Properties(type + " event", fields(value)))
                .orElseThrow(() -> new TemplateException(event.place(), "event " + name + " needs Properties"));
        switch (type) {
            case "SQS" -> queue(properties);
            case "ScheduleV2" -> schedule(name, properties);
            case "HttpApi" ->
                routes.add(new StackModel.Route(
                        properties.required("ApiId"),
                        resource.id(),
                        properties.text("Method").orElse("ANY").toUpperCase(Locale.ROOT),
                        properties.text("Path").orElse("$default"),
                        signed(properties)));
            case "SNS" ->
                subscriptions.add(new StackModel.Subscription(
                        target.apply(properties.required("Topic"), properties.place("Topic")), resource.id()));
            default ->
                throw new TemplateException(
                        event.place("Type"),
                        "event type " + type + " is not known here; known are HttpApi, SNS, SQS, ScheduleV2");
        }
        properties.finish();
        event.finish();
    }

    private static boolean signed(Properties properties) {
        return properties
                .nested("Auth")
                .map(auth -> {
                    String authorizer = auth.choice("Authorizer", "NONE", "AWS_IAM");
                    auth.finish();
                    return authorizer.equals("AWS_IAM");
                })
                .orElse(false);
    }

    private void queue(Properties properties) {
        if (!properties.flag("Enabled", true)) {
            return;
        }
        List<String> reported = properties.texts("FunctionResponseTypes");
        if (!List.of("ReportBatchItemFailures").containsAll(reported)) {
            throw new TemplateException(
                    properties.place("FunctionResponseTypes"), "the only response type is ReportBatchItemFailures");
        }
        Optional<Properties> scaling = properties.nested("ScalingConfig");
        queueTriggers.add(new StackModel.QueueTrigger(
                resource.id(),
                target.apply(properties.required("Queue"), properties.place("Queue")),
                properties.number("BatchSize").orElse(10),
                properties.seconds("MaximumBatchingWindowInSeconds", 0),
                reported.isEmpty() ? StackModel.Failures.WHOLE_BATCH : StackModel.Failures.REPORTED_ITEMS,
                scaling.map(s -> s.number("MaximumConcurrency")).orElse(OptionalInt.empty())));
        scaling.ifPresent(Properties::finish);
    }

    private void schedule(String name, Properties properties) {
        schedules.add(new StackModel.Schedule(
                properties.text("Name").orElse(resource.id() + name),
                resource.id(),
                properties.required("ScheduleExpression"),
                properties.text("ScheduleExpressionTimezone").orElse("UTC"),
                properties.text("Input"),
                properties.choice("State", "ENABLED", "DISABLED").equals("ENABLED")));
    }

    private static Value.Fields fields(Value value) {
        value.fields("Properties");
        return (Value.Fields) value;
    }
}
