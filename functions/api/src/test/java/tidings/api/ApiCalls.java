package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tidings.aws.HttpRequest;
import tidings.aws.HttpResponse;
import tidings.chats.Chats;
import tidings.chats.InMemoryChats;
import tidings.domain.ClassifiedPost;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.Samples;
import tidings.settings.InMemoryTunableStore;
import tidings.settings.Insights;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.Catalog;
import tidings.store.Database;
import tidings.store.Stores;
import tidings.topics.TopicModel;

/// Calls the API as API Gateway does. Holds every response against `openapi.yaml`.
final class ApiCalls {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    static final String OPERATOR = "arn:aws:iam::123456789012:user/night-shift";

    private static final OpenApi OPEN_API = OpenApi.read();

    static final TextClassifier CLASSIFIER = TextClassifier.of(TopicModel.load());

    Instant now = NOW;
    final Stores stores = Stores.inMemory(() -> now);
    final InMemoryTunableStore store = new InMemoryTunableStore();
    final Tunables tunables = new Tunables(store, Profile.all().get("testing"), () -> NOW);
    final SigningTelegram telegram = new SigningTelegram();
    final Chats chats = new InMemoryChats();
    final List<String> metrics = new ArrayList<>();
    private final List<Route> routes;
    final Api api;
    Optional<RuntimeException> failure = Optional.empty();
    Optional<Insights> insights = Optional.empty();

    ApiCalls() {
        InitData initData = new InitData(telegram.key(), SigningTelegram.BOT, () -> NOW);
        Version version = new Version("1.0.0", "7", "testing");
        this.routes = Routes.all(new Services(
                new HealthCheck(List.of(new Dependency("database", true, Optional::empty)), version.label(), () -> NOW),
                this::report,
                tunables,
                store,
                Catalog.inMemory(stores),
                CLASSIFIER,
                version,
                initData,
                Personal.of(stores, chats, CLASSIFIER, () -> NOW),
                () -> NOW));
        this.api = new Api(routes, initData, (metric, outcome, _) -> metrics.add(metric + " " + outcome));
    }

    private SystemMetrics.Report report() {
        failure.ifPresent(e -> {
            throw e;
        });
        return new SystemMetrics.Report(
                new SystemMetrics.System("1.0.0+7", "testing", 60, 40, 512, 2),
                new Database.Pool(0, 1, 0),
                new SystemMetrics.Cache(
                        Health.Status.ALIVE,
                        1,
                        Optional.empty(),
                        insights.map(Insights::cache).orElse(Insights.Cache.UNKNOWN)),
                Map.of("updates", new Queues.Depth(3, 1, 0, 0)),
                insights.map(SystemMetrics.LastHour::of));
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
                    api.answer(new HttpRequest("request-1", method, rawPath, query, headers, body, callerArn));
            Answer answer = new Answer(
                    response.status(),
                    response.headers(),
                    response.isBase64() ? decompressed(response.body()) : response.body(),
                    response.isBase64());
            OPEN_API.describes(operation(), answer.status(), answer.headers().get("content-type"), answer.body());
            return answer;
        }

        private Optional<String> operation() {
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
