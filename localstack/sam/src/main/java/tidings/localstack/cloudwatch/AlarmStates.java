package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The states of all alarms, and the actions on their changes. Driven by [#evaluate]; not thread-safe.
final class AlarmStates {
    private final List<AlarmDefinition> alarms;
    private final MetricStore store;
    private final Instant begun;
    private final Map<String, Status> statuses = new LinkedHashMap<>();
    private final Map<String, Instant> suppressedUntil = new HashMap<>();

    /// @param told the state that was last published to the actions
    record Status(AlarmDefinition alarm, AlarmState state, Instant since, String reason, AlarmState told) {}

    /// A state to publish to actions.
    ///
    /// @param actions ARNs of topics
    /// @param children of a composite alarm, those in ALARM
    record Announcement(
            AlarmDefinition alarm, AlarmState before, Status status, List<String> actions, List<Status> children) {}

    AlarmStates(List<AlarmDefinition> alarms, MetricStore store, Instant now) {
        this.alarms = List.copyOf(alarms);
        this.store = store;
        this.begun = now;
        for (AlarmDefinition alarm : alarms) {
            statuses.put(
                    alarm.head().name(),
                    new Status(
                            alarm,
                            AlarmState.INSUFFICIENT_DATA,
                            now,
                            "Unchecked: Initial alarm creation",
                            AlarmState.INSUFFICIENT_DATA));
        }
        alarms.forEach(this::requireParts);
    }

    private void requireParts(AlarmDefinition alarm) {
        if (alarm instanceof AlarmDefinition.Composite composite) {
            composite.rule().alarms().forEach(this::status);
            composite.suppressor().ifPresent(this::status);
        }
    }

    List<Status> statuses() {
        return List.copyOf(statuses.values());
    }

    /// Evaluates all alarms, composite ones after those that they refer to.
    List<Announcement> evaluate(Instant now) {
        List<Announcement> announcements = new ArrayList<>();
        for (AlarmDefinition alarm : alarms) {
            if (alarm instanceof AlarmDefinition.OfMetric ofMetric) {
                judge(ofMetric, now);
                announce(ofMetric, now, Optional.empty()).ifPresent(announcements::add);
            }
        }
        for (AlarmDefinition alarm : alarms) {
            if (alarm instanceof AlarmDefinition.Composite composite) {
                judge(composite, now);
                announce(composite, now, composite.suppressor().map(_ -> composite))
                        .ifPresent(announcements::add);
            }
        }
        return announcements;
    }

    private void judge(AlarmDefinition.OfMetric alarm, Instant now) {
        Status before = status(alarm.head().name());
        int history = alarm.band().isPresent() ? AnomalyBand.HISTORY : 0;
        int looked = alarm.evaluated() + MissingData.FURTHER;
        Periods grid = Periods.before(now, alarm.period(), looked + history);
        AlarmEvaluation evaluation = new AlarmEvaluation(store, grid, alarm.queries());
        double[] values = evaluation.lines(alarm.result()).getFirst().values();
        double[] below = edge(alarm, evaluation, grid, 0);
        double[] above = edge(alarm, evaluation, grid, 1);
        List<Boolean> points = new ArrayList<>();
        List<Double> breaching = new ArrayList<>();
        for (int i = values.length - 1; i >= values.length - looked && points.size() < alarm.evaluated(); i--) {
            if (!Double.isNaN(values[i]) && !Double.isNaN(below[i])) {
                boolean breaches = alarm.comparison().breaches(values[i], below[i], above[i]);
                points.addFirst(breaches);
                if (breaches) {
                    breaching.add(values[i]);
                }
            }
        }
        if (points.isEmpty() && isTooEarlyToMissAnything(alarm, now)) {
            return;
        }
        AlarmState state = alarm.missingData().judge(points, alarm.evaluated(), alarm.breaching(), before.state());
        change(before, state, now, reason(alarm, state, points, breaching));
    }

    /// CloudWatch counts periods before the creation of a stack as missing. Here stacks are created all day, so
    /// those are ignored.
    private boolean isTooEarlyToMissAnything(AlarmDefinition.OfMetric alarm, Instant now) {
        return alarm.missingData() == MissingData.BREACHING
                && now.isBefore(begun.plus(alarm.period().multipliedBy(alarm.evaluated())));
    }

    private static double[] edge(AlarmDefinition.OfMetric alarm, AlarmEvaluation evaluation, Periods grid, int index) {
        return alarm.band()
                .map(id -> evaluation
                        .lines(alarm.queries().stream()
                                .filter(query -> query.id().equals(id))
                                .findFirst()
                                .orElseThrow())
                        .get(index)
                        .values())
                .orElseGet(() ->
                        TimeSeries.constant(alarm.threshold(), grid.count()).values());
    }

    /// In CloudWatch's words.
    private static String reason(
            AlarmDefinition.OfMetric alarm, AlarmState state, List<Boolean> points, List<Double> breaching) {
        String threshold = alarm.band().isPresent() ? "" : " (" + number(alarm.threshold()) + ")";
        return switch (state) {
            case ALARM ->
                breaching.isEmpty()
                        ? "Threshold Crossed: no datapoints were received for " + alarm.evaluated()
                                + " periods and missing datapoints were treated as [Breaching]."
                        : "Threshold Crossed: %d out of the last %d datapoints %s %s %s%s."
                                .formatted(
                                        breaching.size(),
                                        alarm.evaluated(),
                                        breaching.stream()
                                                .map(AlarmStates::number)
                                                .toList(),
                                        breaching.size() == 1 ? "was" : "were",
                                        alarm.comparison().words(),
                                        threshold);
            case OK ->
                points.isEmpty()
                        ? "Threshold Crossed: no datapoints were received for " + alarm.evaluated()
                                + " periods and missing datapoints were treated as [NonBreaching]."
                        : "Threshold Crossed: %d out of the last %d datapoints were not %s%s."
                                .formatted(
                                        points.size() - breaching.size(),
                                        alarm.evaluated(),
                                        alarm.comparison().words(),
                                        threshold);
            case INSUFFICIENT_DATA -> "Insufficient Data: " + alarm.evaluated() + " datapoints were unknown.";
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }

    private void judge(AlarmDefinition.Composite alarm, Instant now) {
        Status before = status(alarm.head().name());
        AlarmState state = alarm.rule().holds(name -> status(name).state()) ? AlarmState.ALARM : AlarmState.OK;
        List<String> ringing = ringing(alarm).stream()
                .map(status -> status.alarm().head().name())
                .toList();
        change(
                before,
                state,
                now,
                "the rule " + (state == AlarmState.ALARM ? "holds" : "does not hold") + "; in ALARM are " + ringing);
    }

    private List<Status> ringing(AlarmDefinition alarm) {
        return alarm instanceof AlarmDefinition.Composite composite
                ? composite.rule().alarms().stream()
                        .map(this::status)
                        .filter(status -> status.state() == AlarmState.ALARM)
                        .toList()
                : List.of();
    }

    private void change(Status before, AlarmState state, Instant now, String reason) {
        if (before.state() != state) {
            statuses.put(before.alarm().head().name(), new Status(before.alarm(), state, now, reason, before.told()));
        }
    }

    /// Publishes a new state to the actions, unless another alarm suppresses that.
    private Optional<Announcement> announce(
            AlarmDefinition alarm, Instant now, Optional<AlarmDefinition.Composite> suppressible) {
        Status status = status(alarm.head().name());
        if (status.told() == status.state()) {
            return Optional.empty();
        }
        if (suppressible.isPresent() && isSuppressed(suppressible.get(), status, now)) {
            return Optional.empty();
        }
        statuses.put(
                alarm.head().name(),
                new Status(alarm, status.state(), status.since(), status.reason(), status.state()));
        List<String> actions = alarm.head().actions().on(status.state());
        return actions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Announcement(alarm, status.told(), status, actions, ringing(alarm)));
    }

    /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
    private boolean isSuppressed(AlarmDefinition.Composite alarm, Status status, Instant now) {
        String name = alarm.head().name();
        if (status(alarm.suppressor().orElseThrow()).state() == AlarmState.ALARM) {
            suppressedUntil.put(name, now.plus(alarm.extension()));
            return true;
        }
        Instant end = suppressedUntil.getOrDefault(name, Instant.MIN);
        Instant waits = status.since().plus(alarm.waiting());
        return now.isBefore(end) || now.isBefore(waits);
    }

    private Status status(String nameOrArn) {
        String name = nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1);
        Status status = statuses.get(name);
        if (status == null) {
            throw new IllegalArgumentException("no alarm " + nameOrArn + "; there are " + statuses.keySet());
        }
        return status;
    }

    /// How often alarms need to be evaluated.
    static Duration every() {
        return Duration.ofSeconds(10);
    }
}
