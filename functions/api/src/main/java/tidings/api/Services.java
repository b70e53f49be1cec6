package tidings.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.aws.Queue;
import tidings.aws.Wiring;
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.messages.UpdatesMessage;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.SourceHealth;
import tidings.settings.Insights.Sample;
import tidings.settings.TunableStore;
import tidings.settings.Tunables;
import tidings.state.DynamoDb;
import tidings.state.DynamoDbTunableStore;
import tidings.state.InsightsTable;
import tidings.state.UsualHours;
import tidings.store.Catalog;
import tidings.store.Database;
import tidings.store.DatabaseReport;
import tidings.store.LatestModels;
import tidings.store.Retention;
import tidings.store.Stores;
import tidings.store.cache.RemoteCache;

/// What routes answer from.
record Services(
        HealthCheck health,
        SystemMetrics metrics,
        Tunables tunables,
        TunableStore store,
        GetPerformanceHistory.Source history,
        UsualHours usual,
        PostWeek.Weeks weeks,
        Catalog catalog,
        TextClassifier classifier,
        Version version,
        InitData initData,
        Personal personal,
        Queue<UpdatesMessage> updates,
        Operators operators,
        InstantSource clock) {
    static Services of(ApiConfig config, TextClassifier classifier, Wiring wiring) {
        DynamoDbClient dynamoDb = DynamoDb.of(wiring);
        Chats chats = new ChatsTable(dynamoDb, config.chatsTable(), wiring.clock());
        Queues queues = new Queues(wiring.sqs(), config);
        Database pool = Database.of(config.database(), wiring.clock());
        InsightsTable insights = new InsightsTable(dynamoDb, config.sourcesTable());
        RemoteCache remote = RemoteCache.of(config.cache(), wiring.clock());
        RequestBudget reddit = RequestBudget.of(config.redditMode(), dynamoDb, config.sourcesTable(), wiring.clock());
        Version version = Version.of(config);
        List<Dependency> dependencies = List.of(
                new Dependency("database", true, connected(wiring, pool::ping)),
                new Dependency("queues", true, queues::problem),
                new Dependency("tables", true, () -> read(dynamoDb, config.chatsTable())),
                new Dependency("cache", false, connected(wiring, () -> remote.get(List.of("health")))),
                new Dependency("reddit", false, () -> problem(reddit.outlook().health())),
                new Dependency(
                        "encoder",
                        false,
                        new EncoderState(() -> wiring.isSilent() ? Set.of() : LatestModels.in(pool))));
        dependencies.forEach(
                dependency -> wiring.onSmokeTest(() -> dependency.probe().problem()));
        HealthCheck health = new HealthCheck(dependencies, version.label(), wiring.clock());
        DynamoDbTunableStore store = new DynamoDbTunableStore(dynamoDb, config.tunablesTable());
        Tunables tunables = DynamoDbTunableStore.tunables(wiring, config.tunablesTable(), config.profile());
        CacheCounts lookups = new CacheCounts();
        Stores stores = wiring.isSilent()
                ? Stores.of(config.database(), config.cache(), tunables, wiring)
                : Stores.of(
                        pool,
                        remote,
                        tunables,
                        lookups,
                        new Retention(config.database().retention(), wiring.clock()));
        Catalog catalog = stores.cache()
                .map(cache -> Catalog.of(pool, cache, config.database(), wiring.clock()))
                .orElseGet(() -> Catalog.inMemory(stores));
        SystemMetrics metrics = new SystemMetrics(
                new SystemMetrics.Sources(
                        Machine::now,
                        queues::depths,
                        pool::connections,
                        config.profile().poolSize(),
                        () -> stores.cache()
                                .map(cache -> DatabaseReport.of(pool, cache))
                                .orElse(DatabaseReport.EMPTY),
                        () -> ModelMetrics.of(classifier, catalog.statistics(), catalog.accuracy()),
                        health,
                        config.cache().mode(),
                        lookups,
                        insights::latest),
                version,
                wiring.clock());
        Memo<Duration, List<Sample>> history = new Memo<>(
                period -> insights.history(wiring.clock().instant(), period), Duration.ofMinutes(1), wiring.clock());
        Memo<Integer, List<Sample>> sameHour = new Memo<>(
                days -> insights.sameHour(wiring.clock().instant(), days), Duration.ofMinutes(1), wiring.clock());
        wiring.beforeCheckpoint(pool::close);
        wiring.beforeCheckpoint(remote::close);
        wiring.afterRestore(health::forget);
        wiring.afterRestore(metrics::restored);
        return new Services(
                health,
                metrics,
                tunables,
                store,
                new GetPerformanceHistory.Source(history, sameHour, insights::latest),
                UsualHours.of(insights),
                new PostWeek.Weeks(insights::week, insights::put),
                catalog,
                classifier,
                version,
                new InitData(config.telegramKey(), config.telegramBot(), wiring.clock()),
                Personal.of(stores, chats, classifier, wiring.clock()),
                wiring.queue(config.updates().queue()),
                new Operators(
                        config.operatorsChat(),
                        chats,
                        wiring.queue(config.outbox().queue())),
                wiring.clock());
    }

    /// A probe of a service that a silent wiring must not connect to.
    private static Dependency.Probe connected(Wiring wiring, Runnable call) {
        return () -> {
            if (!wiring.isSilent()) {
                call.run();
            }
            return Optional.empty();
        };
    }

    private static Optional<String> read(DynamoDbClient dynamoDb, String table) {
        dynamoDb.getItem(request -> request.tableName(table)
                .key(Map.of("chat", AttributeValue.fromN("0"), "item", AttributeValue.fromS("health"))));
        return Optional.empty();
    }

    private static Optional<String> problem(SourceHealth reddit) {
        return switch (reddit) {
            case ALIVE -> Optional.empty();
            case THROTTLED -> Optional.of("throttles this bot");
            case BLOCKED -> Optional.of("blocks this bot");
            case DEAD -> Optional.of("has not responded for minutes");
        };
    }
}
