package tidings.api;

import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidings.settings.Profile;

import static tidings.api.Evidence.format;

/// Rules whose changes are numbers of the template: sizes, concurrency, the profile.
record DeploymentRules(Evidence evidence) {
    /// Production and high-load are for more updates an hour than this.
    private static final int FEW_UPDATES = 20;

    /// Of the database's processor.
    private static final double BUSY_PERCENT = 80;

    /// Of the cache's limit.
    private static final double FULL_PERCENT = 80;

    /// One every two minutes; fewer are worth no connection.
    private static final int MANY_WAITS = 30;

    /// More log than this is worth a look: two dollars a month.
    private static final double MANY_LOG_BYTES = 5.5e6;

    /// https://aws.amazon.com/cloudwatch/pricing/, us-east-1
    private static final double DOLLARS_PER_LOG_BYTE = 0.50e-9;

    private static final int HOURS_A_MONTH = 730;

    /// Sizes that a profile gives functions.
    private static final int[] MEMORY = {512, 1024, 1769, 3008};

    /// A smaller size is proposed after so long, when all of its classes are loaded.
    private static final int WARM_SECONDS = 600;

    /// What may be used of a smaller size.
    private static final double ROOM = 0.6;

    private static final double IDLE_CPU_PERCENT = 30;

    /// Only this function measures itself.
    private static final String OTHERS =
            "; the saved query \"memory and restores\" has what other functions use, while SystemLogLevel is INFO";

    /// A function that queues wake.
    ///
    /// @param queue for which people wait
    /// @param queues that may each wake as many environments
    private record Woken(String queue, int queues, String column, ToIntFunction<Profile> limit) {}

    private static final Map<String, Woken> WOKEN = Map.of(
            "bot", new Woken("updates", 1, "BotConcurrency", Profile::botConcurrency),
            "categorizer", new Woken("posts", 2, "CategorizerConcurrency", Profile::categorizerConcurrency),
            "sender", new Woken("outbox", 1, "SenderConcurrency", Profile::senderConcurrency));

    Stream<Suggestion> all() {
        return Stream.concat(
                        WOKEN.keySet().stream().sorted().map(this::concurrency),
                        Stream.of(pool(), memory(), lessMemory(), cacheSize(), logs(), smaller(), larger()))
                .flatMap(Optional::stream);
    }

    private Optional<Suggestion> concurrency(String function) {
        Woken woken = WOKEN.get(function);
        int limit = woken.limit().applyAsInt(evidence.profile());
        int waiting = evidence.waiting(woken.queue());
        return evidence.lastHour(function + "Concurrency")
                .filter(most ->
                        most >= limit && waiting > limit * evidence.profile().batchSize())
                .map(most -> Suggestion.byCommand(
                        function + "-concurrency",
                        format(
                                "the %s ran in %.0f of %d environments at once, at most in the last hour, and %d"
                                        + " messages wait, now",
                                function, most, limit, waiting),
                        "people wait while messages do",
                        "raise " + woken.column() + " of the profile to " + 2 * limit,
                        "the backlog shrinks twice as fast; up to "
                                + woken.queues() * limit * evidence.profile().poolSize()
                                + " database connections more",
                        "set " + woken.column() + " back and deploy",
                        evidence.deploy()));
    }

    private Optional<Suggestion> pool() {
        int size = evidence.profile().poolSize();
        double bot = evidence.lastHour("botConnectionWaits").orElse(0.0);
        double categorizer = evidence.lastHour("categorizerConnectionWaits").orElse(0.0);
        return bot + categorizer < MANY_WAITS
                ? Optional.empty()
                : Optional.of(Suggestion.byCommand(
                        "pool-size",
                        format(
                                "%.0f waits of 100 ms or more for one of %d connections in the bot and %.0f in the"
                                        + " categorizer, in the last hour",
                                bot, size, categorizer),
                        "messages that are handled side by side wait for each other, and people with them",
                        "raise PoolSize of the profile to " + (size + 1),
                        "fewer waits, unless the database itself is slow; an environment may hold one connection more",
                        "set PoolSize back and deploy",
                        evidence.deploy()));
    }

    private Optional<Suggestion> memory() {
        SystemMetrics.System system = evidence.metrics().system();
        return system.memoryPercent() <= Budget.MOST_MEMORY
                ? Optional.empty()
                : Optional.of(Suggestion.byCommand(
                        "api-memory",
                        format("%.0f %% of the memory is used, now", system.memoryPercent()),
                        "collections of garbage take longer; a function that runs out is killed",
                        "raise ApiMemory of the profile by a half" + OTHERS,
                        "room, and more of a processor",
                        "set ApiMemory back and deploy",
                        evidence.deploy()));
    }

    /// The smallest size that holds what is used, where the processor, which shrinks with it, is hardly used.
    private Optional<Suggestion> lessMemory() {
        SystemMetrics.System system = evidence.metrics().system();
        long total = system.memoryUsedMegabytes() + system.memoryAvailableMegabytes();
        if (system.uptimeSeconds() < WARM_SECONDS
                || system.cpuPercent() > IDLE_CPU_PERCENT
                || total > MEMORY[MEMORY.length - 1]) {
            return Optional.empty();
        }
        return IntStream.of(MEMORY)
                .filter(size -> size < 0.9 * total && system.memoryUsedMegabytes() <= size * ROOM)
                .filter(size -> system.cpuPercent() * total / size <= 100)
                .boxed()
                .findFirst()
                .map(size -> Suggestion.byCommand(
                        "api-less-memory",
                        format(
                                "%d of %d MB and %.0f %% of the processor are used, now, after %d minutes",
                                system.memoryUsedMegabytes(), total, system.cpuPercent(), system.uptimeSeconds() / 60),
                        format("each millisecond costs %.1f times as much as it had to", (double) total / size),
                        "set ApiMemory of the profile to " + size + OTHERS,
                        format(
                                "%.0f %% less for the same time; what computes takes up to %.1f times as long",
                                100 - 100.0 * size / total, (double) total / size),
                        "set ApiMemory back and deploy",
                        evidence.deploy()));
    }

    private Optional<Suggestion> cacheSize() {
        return evidence.metrics()
                .cache()
                .serverless()
                .maxDataGigabytes()
                .flatMap(limit -> evidence.lastHour("cacheBytes")
                        .map(bytes -> 100 * bytes / (limit * 1e9))
                        .filter(percent -> percent > FULL_PERCENT)
                        .map(percent -> Suggestion.byCommand(
                                "cache-size",
                                format(
                                        "%.0f %% of %d GB of the cache were used, on average of the last hour",
                                        percent, limit),
                                "beyond the limit ElastiCache evicts what is read least",
                                "raise the maximum of DataStorage in the template to " + 2 * limit + " GB",
                                "nothing is evicted; storage costs as much as is used",
                                "set it back and deploy",
                                evidence.deploy())));
    }

    private Optional<Suggestion> logs() {
        return evidence.lastHour("logBytes")
                .filter(bytes -> bytes > MANY_LOG_BYTES)
                .map(bytes -> Suggestion.byCommand(
                        "log-volume",
                        format(
                                "%.1f MB of logs, in the last hour, for %.0f updates",
                                bytes / 1e6, evidence.lastHour("updatesQueued").orElse(0.0)),
                        format("$%.2f a month at this rate", bytes * DOLLARS_PER_LOG_BYTE * HOURS_A_MONTH),
                        "find the lines that take most, and let fewer be written; raise SlowStatementMillis of the"
                                + " profile where it is slow statements",
                        "the cost falls with the bytes",
                        "set the logger's level or SlowStatementMillis back and deploy",
                        "aws logs start-query --log-group-identifiers <groups> --start-time <hour> --end-time <hour>"
                                + " --query-string 'fields substr(message, 0, 40) as line | stats sum(strlen(@message)) as bytes by"
                                + " service, line | sort bytes desc'"));
    }

    private Optional<Suggestion> smaller() {
        String profile = evidence.profileName();
        return evidence.lastHour("updatesQueued")
                .filter(updates ->
                        updates < FEW_UPDATES && (profile.equals("production") || profile.equals("high-load")))
                .map(updates -> Suggestion.byCommand(
                        "smaller-profile",
                        format("%.0f updates, in the last hour", updates),
                        "the profile " + profile + " is sized for many more",
                        "if every hour of a week is like this, deploy the profile testing",
                        "less than half the idle cost, as the README's table says",
                        ProfileView.command(profile),
                        ProfileView.command("testing")));
    }

    private Optional<Suggestion> larger() {
        String profile = evidence.profileName();
        String next = profile.equals("production") ? "high-load" : "production";
        double throttles = evidence.lastHour("throttles").orElse(0.0);
        double busy = evidence.lastHour("databaseCpuPercent").orElse(0.0);
        return profile.equals("high-load") || throttles == 0 && busy <= BUSY_PERCENT
                ? Optional.empty()
                : Optional.of(Suggestion.byCommand(
                        "larger-profile",
                        format(
                                "%.0f calls were throttled and the database's processor was used to %.0f %%, in the"
                                        + " last hour",
                                throttles, busy),
                        "people wait for what the profile " + profile + " has too little of",
                        "deploy the profile " + next + "; POST /operators/config/profile/" + next
                                + " takes its live numbers at once",
                        "more environments, and a larger database",
                        ProfileView.command(profile),
                        ProfileView.command(next)));
    }
}
