package tidings.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import tidings.alarms.Findings.Advice;
import tidings.alarms.Findings.Changed;
import tidings.alarms.Findings.NewError;
import tidings.alarms.Findings.Suspect;
import tidings.failures.ErrorTypes;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;

/// Looks for what made an alarm ring: the last ten minutes against an hour before. Ten minutes in between count
/// for neither, for what went wrong may have begun in them.
///
/// The rule: a change of the last half hour comes first. Then what moved, in the order of [Cause.Depth]: what the
/// functions need before the functions that fail, these before what waits, what is slow, and what people notice;
/// of the same depth first what grew most.
///
/// @param errors what functions noted
record Analysis(
        CloudWatchClient cloudWatch,
        AnalysisConfig config,
        TunableStore changes,
        Supplier<Optional<ErrorTypes>> errors) {
    private static final Duration LATELY = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Duration BEFORE = Duration.ofHours(1);
    private static final Duration RECENT = Duration.ofMinutes(30);
    private static final Duration SHOWN = Duration.ofHours(6);
    private static final int FIVE_MINUTES = 300;
    private static final int SUSPECTS = 3;

    Findings of(Instant now) {
        Signals signals = new Signals(config);
        Instant until = now.minus(LATELY).minus(BETWEEN);
        List<MetricDataResult> results = read(now, LATELY.plus(BETWEEN).plus(BEFORE), signals.queries());
        List<Suspect> suspects = new ArrayList<>();
        Optional<Changed> changed = changed(now);
        deployed(now)
                .map(at -> new Suspect(Cause.DEPLOYED, "", minutes(at, now), 0))
                .ifPresent(suspects::add);
        changed.filter(change -> change.at().isAfter(now.minus(RECENT)))
                .map(change -> new Suspect(Cause.CHANGED, change.tunable(), minutes(change.at(), now), 0))
                .ifPresent(suspects::add);
        signals.moved(window(results, until.minus(BEFORE), until), window(results, now.minus(LATELY), now)).stream()
                .sorted(Comparator.comparing(
                                (Suspect suspect) -> suspect.cause().depth())
                        .thenComparing(signals::times, Comparator.reverseOrder()))
                .limit(SUSPECTS)
                .forEach(suspects::add);
        return new Findings(
                suspects,
                changed,
                advice(suspects, now),
                errors.get().flatMap(seen -> seen.topSince(now.minus(RECENT))).map(NewError::of));
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toMinutes();
    }

    private List<MetricDataResult> read(Instant now, Duration span, List<MetricDataQuery> queries) {
        return cloudWatch
                .getMetricData(request -> request.startTime(now.minus(span))
                        .endTime(now)
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                        .metricDataQueries(queries))
                .metricDataResults();
    }

    private static Window window(List<MetricDataResult> results, Instant from, Instant to) {
        Map<String, List<Double>> values = new HashMap<>();
        for (MetricDataResult result : results) {
            for (int i = 0; i < result.timestamps().size(); i++) {
                Instant at = result.timestamps().get(i);
                if (!at.isBefore(from) && at.isBefore(to)) {
                    values.computeIfAbsent(result.id(), _ -> new ArrayList<>())
                            .add(result.values().get(i));
                }
            }
        }
        return new Window(values, Math.toIntExact(Duration.between(from, to).toMinutes()));
    }

    /// When a deployment last tested new versions, if that was lately.
    private Optional<Instant> deployed(Instant now) {
        MetricDataQuery rollouts = Signals.query(
                "rollouts",
                FIVE_MINUTES,
                "Sum",
                Signals.metric(
                        "AWS/Lambda",
                        "Invocations",
                        "FunctionName",
                        config.functions().get("rollout")));
        return read(now, RECENT, List.of(rollouts)).stream()
                .flatMap(result -> result.timestamps().stream())
                .max(Comparator.naturalOrder());
    }

    private Optional<Changed> changed(Instant now) {
        return changes.latest().stream()
                .filter(change ->
                        change.at().isAfter(now.minus(SHOWN)) && !change.at().isAfter(now))
                .max(Comparator.comparing(TunableChange::at))
                .map(change -> Changed.of(change, before(change)));
    }

    /// The number that applied before a change, which it is as well where that has expired since.
    private int before(TunableChange change) {
        return changes.history(change.tunable(), 2).stream()
                .filter(other -> other.at().isBefore(change.at()) && other.appliesAt(change.at()))
                .map(TunableChange::value)
                .findFirst()
                .orElseGet(() -> change.tunable().of(config.profile()));
    }

    /// For the likeliest that a tunable helps against.
    private Optional<Advice> advice(List<Suspect> suspects, Instant now) {
        Map<Tunable, Integer> values = new HashMap<>();
        changes.latest().stream()
                .filter(change -> change.appliesAt(now))
                .forEach(change -> values.put(change.tunable(), change.value()));
        return suspects.stream()
                .flatMap(suspect -> suspect.cause().remedy().stream().map(remedy -> {
                    Tunable tunable = remedy.tunable();
                    int value = values.getOrDefault(tunable, tunable.of(config.profile()));
                    return new Advice(tunable.id(), value, remedy.of(value));
                }))
                .filter(advice -> advice.from() != advice.to())
                .findFirst();
    }
}
