package tidings.alarms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import tidings.alarms.Findings.Suspect;
import tidings.settings.MeasuredQueue;

/// What CloudWatch knows of everything that can make an alarm ring, and when it has moved: it is more than is
/// normal for it, and more than in the hour before.
final class Signals {
    private static final int MINUTE = 60;

    /// A number has moved that grew by more than this.
    private static final double MOVED = 1.2;

    /// A step is slower that takes so many times as long.
    private static final double SLOWER = 1.5;

    /// And whose share of the time that all take grew by so many points.
    private static final double POINTS = 10;

    /// Of fewer, one is too much of the whole.
    private static final double FEW = 3;

    private final AnalysisConfig config;
    private final Map<String, MetricDataQuery> queries = new LinkedHashMap<>();
    private final List<Signal> signals = new ArrayList<>();

    /// @param least what is normal
    private record Signal(Cause cause, String about, ToDoubleFunction<Window> value, double least) {}

    Signals(AnalysisConfig config) {
        this.config = config;
        needs();
        itself();
        config.functions().forEach(this::function);
        config.queues().forEach(this::queue);
        delays();
        symptoms();
    }

    List<MetricDataQuery> queries() {
        return List.copyOf(queries.values());
    }

    /// What has moved, in no particular order.
    List<Suspect> moved(Window before, Window lately) {
        Stream<Suspect> more = signals.stream()
                .map(signal -> new Suspect(
                        signal.cause(),
                        signal.about(),
                        signal.value().applyAsDouble(lately),
                        signal.value().applyAsDouble(before)))
                .filter(normal().negate());
        return Stream.of(more, slower(before, lately).stream(), traffic(before, lately).stream())
                .flatMap(suspects -> suspects)
                .toList();
    }

    /// How many times as much as before, or as is normal.
    double times(Suspect suspect) {
        return suspect.now() / Math.max(Math.max(suspect.before(), least(suspect)), 1e-9);
    }

    private Predicate<Suspect> normal() {
        return suspect -> suspect.now() <= least(suspect) || suspect.now() <= MOVED * suspect.before();
    }

    private double least(Suspect suspect) {
        return signals.stream()
                .filter(signal ->
                        signal.cause() == suspect.cause() && signal.about().equals(suspect.about()))
                .mapToDouble(Signal::least)
                .findFirst()
                .orElse(0);
    }

    private void needs() {
        query("throttles", "Sum", "AWS/Lambda", "Throttles");
        signal(Cause.THROTTLED, "", window -> window.sum("throttles"), 0.5);
        query("borrow", "Average", "AWS/RDS", "DatabaseConnectionsBorrowLatency", "ProxyName", config.proxy());
        signal(Cause.CONNECTIONS, "", window -> window.highest("borrow") / 1000, 100);
        query("pinned", "Maximum", "AWS/RDS", "DatabaseConnectionsCurrentlySessionPinned", "ProxyName", config.proxy());
        signal(Cause.PINNED, "", window -> window.highest("pinned"), 2);
        query("databaseCpu", "Maximum", "AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", config.database());
        signal(Cause.DATABASE, "", window -> window.highest("databaseCpu"), 80);
        query("cacheThrottled", "Sum", "AWS/ElastiCache", "ThrottledCmds", "clusterId", config.cache());
        signal(Cause.CACHE_THROTTLED, "", window -> window.sum("cacheThrottled"), 0.5);
        own("hit", "CacheLookup", "bot", "hit");
        own("miss", "CacheLookup", "bot", "miss");
        signal(Cause.CACHE_MISSES, "", window -> Window.share(window.sum("miss"), window.sum("hit"), 15), 30);
        own("published", "ListingRead", "scraper", "published");
        own("unread", "ListingRead", "scraper", "failed");
        own("refused", "ListingRead", "scraper", "refused");
        signal(
                Cause.REDDIT,
                "",
                window -> Window.share(window.sum("unread") + window.sum("refused"), window.sum("published"), FEW),
                50);
        own("done", "MessageSent", "sender", "done");
        own("unavailable", "MessageSent", "sender", "unavailable");
        signal(Cause.TELEGRAM, "", window -> Window.share(window.sum("unavailable"), window.sum("done"), FEW), 50);
        own("queued", "UpdateReceived", "webhook", "queued");
        own("unauthorized", "UpdateReceived", "webhook", "unauthorized");
        signal(Cause.SECRET, "", window -> Window.share(window.sum("unauthorized"), window.sum("queued"), FEW), 80);
        query(
                "scheduled",
                "Sum",
                "AWS/Lambda",
                "Invocations",
                "FunctionName",
                config.functions().get("scheduler"));
        signal(Cause.SCHEDULE, "", window -> Math.max(0, 10 - window.sum("scheduled")), 4);
    }

    /// This function, which cannot be told its own name.
    private void itself() {
        own("alarmsFailed", "MessageFailed", "alarms", "failed");
        signal(Cause.FAILS, "alarms", window -> window.sum("alarmsFailed"), 2);
    }

    /// A function that fails half of the few times that it is called fails as well.
    private void function(String service, String name) {
        query(service + "Errors", "Sum", "AWS/Lambda", "Errors", "FunctionName", name);
        query(service + "Millis", "Sum", "AWS/Lambda", "Duration", "FunctionName", name);
        query(service + "Calls", "SampleCount", "AWS/Lambda", "Duration", "FunctionName", name);
        own(service + "Failed", service.equals("api") ? "ApiRequest" : "MessageFailed", service, "failed");
        signal(
                Cause.FAILS,
                service,
                window -> {
                    double errors = window.sum(service + "Errors");
                    boolean half = errors > 0 && 2 * errors >= window.sum(service + "Calls");
                    return Math.max(errors + window.sum(service + "Failed"), half ? FEW : 0);
                },
                2);
    }

    private void queue(MeasuredQueue queue) {
        String id = queue.role();
        query(
                id + "Dead",
                "Maximum",
                "AWS/SQS",
                "ApproximateNumberOfMessagesVisible",
                "QueueName",
                queue.deadLetters());
        signal(Cause.DEAD_LETTERS, id, window -> window.latest(id + "Dead"), 0.5);
        query(id + "Age", "Maximum", "AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", queue.queue());
        signal(Cause.waiting(id), id, window -> window.latest(id + "Age"), 25);
    }

    private void delays() {
        own("left", "DeliverySeconds", "scheduler", "waiting", "Maximum");
        signal(Cause.DELIVERIES_LEFT, "", window -> window.highest("left"), 300);
        own("oldest", "OldestPost", "scheduler", "hours", "Maximum");
        signal(Cause.KEPT, "", window -> window.latest("oldest"), 49);
    }

    private void symptoms() {
        own("reached", "Availability", "insights", "reached", "Minimum");
        signal(Cause.UNREACHED, "", window -> 100 * (1 - window.lowest("reached", 1)), 0.5);
        own("level", "ServiceLevel", "insights", "hour", "Minimum");
        signal(Cause.UNANSWERED, "", window -> 100 - window.lowest("level", 100), 6);
        own("newMillis", "AnswerTime", "sender", "answered");
        own("newAnswers", "AnswerTime", "sender", "answered", "SampleCount");
        own("oldMillis", "AnswerTime", "sender", "before");
        own("oldAnswers", "AnswerTime", "sender", "before", "SampleCount");
    }

    /// A step that takes longer, and more of the time that all take; and a new version of the bot beside the one
    /// before.
    private List<Suspect> slower(Window before, Window lately) {
        List<Suspect> slower = new ArrayList<>();
        double allNow = millis(lately);
        double allBefore = millis(before);
        for (String service : config.functions().keySet()) {
            double now = Window.share(lately.sum(service + "Millis"), allNow - lately.sum(service + "Millis"), 1);
            double then = Window.share(before.sum(service + "Millis"), allBefore - before.sum(service + "Millis"), 1);
            double mean = before.mean(service + "Millis", service + "Calls");
            if (mean > 0 && lately.mean(service + "Millis", service + "Calls") > SLOWER * mean && now > then + POINTS) {
                slower.add(new Suspect(Cause.SLOWER, service, now, then));
            }
        }
        double newer = lately.mean("newMillis", "newAnswers");
        double older = lately.mean("oldMillis", "oldAnswers");
        if (older > 0 && newer > SLOWER * older) {
            slower.add(new Suspect(Cause.NEW_VERSION, "", newer, older));
        }
        return slower;
    }

    private double millis(Window window) {
        return config.functions().keySet().stream()
                .mapToDouble(service -> window.sum(service + "Millis"))
                .sum();
    }

    private static Optional<Suspect> traffic(Window before, Window lately) {
        double now = lately.sum("queued");
        double then = before.sum("queued");
        if (Math.max(now, then) < 100 || now <= 3 * then && then <= 3 * now) {
            return Optional.empty();
        }
        return Optional.of(new Suspect(now > then ? Cause.MORE_TRAFFIC : Cause.LESS_TRAFFIC, "", now, then));
    }

    private void signal(Cause cause, String about, ToDoubleFunction<Window> value, double least) {
        signals.add(new Signal(cause, about, value, least));
    }

    private void own(String id, String metric, String service, String outcome) {
        own(id, metric, service, outcome, "Sum");
    }

    private void own(String id, String metric, String service, String outcome, String statistic) {
        query(id, statistic, config.namespace(), metric, "service", service, "outcome", outcome);
    }

    /// @param dimensions names and values, in turns
    private void query(String id, String statistic, String namespace, String metric, String... dimensions) {
        queries.put(id, query(id, MINUTE, statistic, metric(namespace, metric, dimensions)));
    }

    static Metric metric(String namespace, String name, String... dimensions) {
        List<Dimension> all = new ArrayList<>();
        for (int i = 0; i < dimensions.length; i += 2) {
            all.add(Dimension.builder()
                    .name(dimensions[i])
                    .value(dimensions[i + 1])
                    .build());
        }
        return Metric.builder()
                .namespace(namespace)
                .metricName(name)
                .dimensions(all)
                .build();
    }

    static MetricDataQuery query(String id, int period, String statistic, Metric metric) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.metric(metric).period(period).stat(statistic))
                .build();
    }
}
