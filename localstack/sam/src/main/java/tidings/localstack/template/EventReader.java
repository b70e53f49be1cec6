package tidings.localstack.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads the event sources of an `AWS::Serverless::Function`.
final class EventReader {
    private final Declaration resource;
    private final Targets targets;
    private final List<StackModel.QueueTrigger> queueTriggers = new ArrayList<>();
    private final List<StackModel.Schedule> schedules = new ArrayList<>();
    private final List<StackModel.Route> routes = new ArrayList<>();

    EventReader(Declaration resource, Properties properties, Targets targets) {
        this.resource = resource;
        this.targets = targets;
        properties
                .value("Events")
                .ifPresent(events -> events.fields("Events")
                        .forEach((name, event) -> event(name, new Properties(resource.type(), fields(event)))));
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
            default ->
                throw new TemplateException(
                        event.place("Type"),
                        "event type " + type + " is not known here; known are HttpApi, SQS, ScheduleV2");
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
                targets.id(properties, "Queue"),
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
                properties.text("Input"),
                properties.choice("State", "ENABLED", "DISABLED").equals("ENABLED")));
    }

    private static Value.Fields fields(Value value) {
        value.fields("Properties");
        return (Value.Fields) value;
    }
}
