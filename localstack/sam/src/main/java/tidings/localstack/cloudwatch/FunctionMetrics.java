package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tidings.localstack.lambda.FunctionListener;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.template.StackModel;

/// The metrics that Lambda publishes for each function, and those in the functions' logs. Thread-safe.
final class FunctionMetrics implements FunctionListener {
    private final Map<String, StackModel.Function> functions = new HashMap<>();
    private final Map<String, Integer> running = new ConcurrentHashMap<>();
    private final MetricStore store;
    private final AcceleratedClock clock;

    FunctionMetrics(StackModel model, MetricStore store, AcceleratedClock clock) {
        model.functions().forEach(function -> functions.put(function.id(), function));
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void begun(String function) {
        add(function, "ConcurrentExecutions", running.merge(function, 1, Integer::sum));
    }

    @Override
    public void ended(String function, InvocationResult outcome, Optional<Duration> took) {
        running.merge(function, -1, Integer::sum);
        boolean refused = outcome instanceof InvocationResult.Rejected;
        add(function, "Throttles", refused ? 1 : 0);
        store.add(new Metric("AWS/Lambda", "Throttles", Map.of()), clock.instant(), refused ? 1 : 0);
        if (!refused) {
            add(function, "Invocations", 1);
            add(function, "Errors", outcome instanceof InvocationResult.Failed ? 1 : 0);
            took.ifPresent(duration -> add(function, "Duration", duration.toNanos() / 1e6));
        }
    }

    @Override
    public void printed(String function, String line) {
        store.add(new Metric("AWS/Logs", "IncomingBytes", Map.of()), clock.instant(), line.length());
        switch (EmbeddedMetrics.read(line)) {
            case EmbeddedMetrics.None _ -> {}
            case EmbeddedMetrics.Found(var values) ->
                values.forEach(value -> store.add(value.metric(), clock.at(value.at()), value.value()));
            case EmbeddedMetrics.Unparsable _ -> lost(function, "EMFParsingErrors");
            case EmbeddedMetrics.Invalid _ -> lost(function, "EMFValidationErrors");
        }
    }

    private void lost(String function, String name) {
        functions
                .get(function)
                .logging()
                .group()
                .ifPresent(group ->
                        store.add(new Metric("AWS/Logs", name, Map.of("LogGroupName", group)), clock.instant(), 1));
    }

    private void add(String function, String name, double value) {
        store.add(
                new Metric(
                        "AWS/Lambda",
                        name,
                        Map.of("FunctionName", functions.get(function).name())),
                clock.instant(),
                value);
    }
}
