package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tidings.aws.HttpRequest;
import tidings.aws.HttpResponse;
import tidings.chats.Chats;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.messages.OutboxMessage;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.Samples;
import tidings.messages.UpdatesMessage;
import tidings.settings.InMemoryTunableStore;
import tidings.settings.Insights;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.settings.Week;
import tidings.state.UsualHours;
import tidings.store.Catalog;
import tidings.store.Database;
import tidings.store.DatabaseReport;
import tidings.store.Stores;
import tidings.store.cache.CacheConfig;
import tidings.testing.ManualClock;
import tidings.topics.TopicModel;

/// Calls the API as API Gateway does. Holds every response against `openapi.yaml`.
final class ApiCalls {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final String OPERATOR = "arn:aws:iam::123456789012:user/night-shift";

    static final ChatId OPERATORS = new ChatId(-4711);

    /// Of `old-key` and of `new-key`.
    static final String OLD_KEY_HASH = "762c08fc17a1cc5f00d248f8b50f2f2f";

    static final String KEY_HASH = "479a61d5370a0351ad498a8f324e0f9a";

    private static final OpenApi OPEN_API = OpenApi.read();

    static final TextClassifier CLASSIFIER = TextClassifier.of(TopicModel.load());

    Instant now = NOW;
    final Stores stores = Stores.inMemory(() -> now);
    final InMemoryTunableStore store = new InMemoryTunableStore();
    final ManualClock clock = new ManualClock();
    final Tunables tunables = new Tunables(store, Profile.all().get("testing"), clock);
    final SigningTelegram telegram = new SigningTelegram();
    final Chats chats = new InMemoryChats();
    final List<String> metrics = new ArrayList<>();
    final List<OutboxMessage> told = new ArrayList<>();
    final List<UpdatesMessage> updates = new ArrayList<>();
    private final List<Route> routes;
    final Api api;
    Machine machine = new Machine(12.5, 2_000, 1_500);
    Database.Pool pool = new Database.Pool(1, 1, 0);
    Map<String, Queues.Depth> queues = Map.of("updates", new Queues.Depth(3, 1, 0, 2));
    DatabaseReport database = new DatabaseReport(
            9_000_000,
            List.of(new DatabaseReport.Table("post", 100, 3, 8192)),
            List.of(new DatabaseReport.Index("post_pkey", "post", 7, 4096)),
            List.of());
    final CacheCounts lookups = new CacheCounts();
    Duration slowness = Duration.ZERO;
    Runnable whileLooking = () -> {};
    Optional<RuntimeException> failure = Optional.empty();
    Optional<Insights> insights = Optional.empty();
    Optional<Week> week = Optional.empty();
    List<Insights.Sample> samples = List.of();
    List<Insights.Sample> sameHour = List.of();
    List<Insights.Sample> sameHourOfWeek = List.of();
    List<Insights.Sample> month = List.of();

    ApiCalls() {
        this("testing");
    }

    ApiCalls(String profile) {
        InitData initData = new InitData(telegram.key(), SigningTelegram.BOT, () -> NOW);
        Version version = new Version("1.0.0", "7", profile);
        Catalog catalog = Catalog.inMemory(stores);
        HealthCheck health = new HealthCheck(
                List.of(
                        new Dependency("database", true, Optional::empty),
                        new Dependency("cache", false, Optional::empty)),
                version.label(),
                () -> NOW);
        this.routes = Routes.all(new Services(
                health,
                metrics(health, catalog, version),
                tunables,
                store,
                new GetPerformanceHistory.Source(
                        period -> Stream.concat(
                                        Stream.of(new Insights.Sample(NOW.minus(period), Map.of("messagesSent", 42.0))),
                                        samples.stream())
                                .toList(),
                        _ -> sameHour,
                        () -> insights),
                new UsualHours(_ -> sameHourOfWeek, _ -> month),
                new PostWeek.Weeks(() -> week, told -> week = Optional.of(told)),
                catalog,
                CLASSIFIER,
                version,
                initData,
                Personal.of(stores, chats, CLASSIFIER, () -> NOW),
                updates::addAll,
                new Operators(Optional.of(OPERATORS), chats, told::addAll),
                clock));
        this.api = new Api(
                routes,
                new HttpSettings(Optional.of("https://board.example.org"), Optional.of(OLD_KEY_HASH + "," + KEY_HASH)),
                initData,
                tunables,
                _ -> {},
                (metric, outcome, value) -> metrics.add(metric + " " + outcome + " " + Math.round(value)),
                clock);
    }

    private SystemMetrics metrics(HealthCheck health, Catalog catalog, Version version) {
        return new SystemMetrics(
                new SystemMetrics.Sources(
                        () -> machine,
                        this::depths,
                        () -> pool,
                        4,
                        () -> database,
                        () -> ModelMetrics.of(CLASSIFIER, catalog.statistics(), catalog.accuracy()),
                        health,
                        CacheConfig.Mode.PLAIN,
                        lookups,
                        () -> insights),
                version,
                clock);
    }

    private Map<String, Queues.Depth> depths() {
        whileLooking.run();
        clock.advance(slowness);
        failure.ifPresent(e -> {
            throw e;
        });
        return queues;
    }

    /// Each of four weeks had so many updates in the hour to come, and ten in any other.
    void usually(double updates) {
        sameHourOfWeek = Collections.nCopies(4, new Insights.Sample(NOW, Map.of("updatesQueued", updates)));
        month = Collections.nCopies(100, new Insights.Sample(NOW, Map.of("updatesQueued", 10.0)));
    }

    List<Route> routes() {
        return routes;
    }

    /// The first post of the sample `posts-found.1`.
    ClassifiedPost sample() {
        return new ClassifiedPost(found().posts().getFirst(), "other", 1, "");
    }

    void record(ClassifiedPost post) {
        stores.feeds().record(found().at(NOW), List.of(post));
    }

    private static PostsFoundV1 found() {
        return (PostsFoundV1) Samples.read("posts-found.1", PostsMessage.class);
    }

    /// @param body decompressed
    record Answer(int status, Map<String, String> headers, String body, boolean isBase64) {
        JsonNode json() {
            return OpenApi.json(body);
        }
    }

    Call get(String path) {
        return new Call("GET", path);
    }

    Call put(String path, String body) {
        return send("PUT", path, body);
    }

    Call send(String method, String path, String body) {
        return new Call(method, path).with("content-type", "application/json").withBody(body);
    }

    /// A request that is being put together.
    final class Call {
        private final String method;
        private final String path;
        private final Map<String, String> headers = new HashMap<>();
        private final Map<String, String> query = new HashMap<>();
        private String body = "";
        private String address = "192.0.2.1";

        Call(String method, String path) {
            this.method = method;
            this.path = path;
        }

        Call with(String header, String value) {
            headers.put(header, value);
            return this;
        }

        Call withQuery(String name, String value) {
            query.put(name, value);
            return this;
        }

        Call from(String ip) {
            address = ip;
            return this;
        }

        Call withBody(String text) {
            body = text;
            return this;
        }

        Answer byAnybody() {
            return send(path, Optional.empty());
        }

        Answer byAPerson(long id) {
            return with("authorization", "tma " + telegram.initData(SigningTelegram.fields(id, NOW)))
                    .byAnybody();
        }

        Answer byAnOperator() {
            return send("/operators" + path, Optional.of(OPERATOR));
        }

        private Answer send(String rawPath, Optional<String> callerArn) {
            HttpResponse response =
                    api.answer(new HttpRequest("request-1", method, rawPath, query, headers, body, address, callerArn));
            Answer answer = new Answer(
                    response.status(),
                    response.headers(),
                    response.isBase64() ? decompressed(response.body()) : response.body(),
                    response.isBase64());
            OPEN_API.describes(
                    method, operation(), answer.status(), answer.headers().get("content-type"), answer.body());
            return answer;
        }

        private Optional<String> operation() {
            String method = this.method.equals("HEAD") ? "GET" : this.method;
            return OPEN_API.operations().keySet().stream()
                    .filter(operation -> (method + " " + path).matches(operation.replaceAll("\\{[a-z]+}", "[^/]+")))
                    .findFirst();
        }
    }

    private static String decompressed(String base64) {
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
