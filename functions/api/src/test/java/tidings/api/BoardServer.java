package tidings.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tidings.aws.HttpRequest;
import tidings.aws.HttpResponse;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryPolicy;
import tidings.selection.Meaning;
import tidings.store.CommunityStore.Learned;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Follower;

/// The API on the loopback address, with posts of three communities, and Ada, who follows two of them.
final class BoardServer implements AutoCloseable {
    static final long ADA = 42;
    static final Place PLACE = Place.of(new ChatId(ADA));

    /// In this order, on which it depends what of each is still stored.
    private static final List<String> COMMUNITIES = List.of("java", "hiking", "cooking");

    private static final Map<String, String> TOPICS =
            Map.of("java", "programming", "hiking", "nature-outdoors", "cooking", "food-drink");
    private static final Map<String, List<String>> SUBJECTS = Map.of(
            "java",
            List.of("How we halved our slowest query", "Records instead of builders", "Small tools I would miss"),
            "hiking",
            List.of("A quiet path above the lake", "Worth the climb", "Boots that lasted ten years"),
            "cooking",
            List.of("What a year of rye bread taught me", "One pot, four vegetables", "Saving a broken sauce"));
    private static final List<String> TURNS = List.of(
            "in early spring",
            "on a small budget",
            "for beginners",
            "without hurry",
            "after twenty attempts",
            "with two children",
            "when nothing else works",
            "before breakfast",
            "in the rain",
            "with numbers",
            "step by step",
            "and why I stopped",
            "seen from the other side",
            "in pictures");

    private static final int POSTS = 40;

    final ApiCalls api = new ApiCalls();

    /// Method and path of each request.
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    BoardServer() {
        api.stores.follows().add(PLACE, FollowQuery.of(Origin.of("java")));
        api.stores.follows().add(PLACE, FollowQuery.of(Origin.of("hiking")));
        api.stores.chats().prefer(PLACE.chat(), ChatSettings.NONE);
        for (int post = POSTS - 1; post >= 0; post--) {
            for (String community : COMMUNITIES) {
                record(community, post);
            }
            while (api.stores.deliveries().expand(500, BoardServer::decide)) {}
        }
        api.now = ApiCalls.NOW;
        TOPICS.forEach((community, topic) -> api.stores
                .communities()
                .learn(new Community(community), _ -> new Learned(new byte[132], POSTS, topic, 0.8f)));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /// @param post counted from the latest, which has the highest score
    private void record(String community, int post) {
        Instant created = ApiCalls.NOW.minus(Duration.ofMinutes(5 + post * (30L + community.length())));
        ClassifiedPost classified = new ClassifiedPost(
                new Post(
                        new PostId(community + post),
                        new Community(community),
                        SUBJECTS.get(community).get(post % 3) + " " + TURNS.get(post / 3),
                        "",
                        "https://example.org/" + community + "/" + post,
                        "example.org",
                        "https://www.reddit.com/comments/" + community + post + "/",
                        PostKind.LINK,
                        OptionalInt.of(900 - 20 * post),
                        OptionalInt.of(POSTS - post),
                        false,
                        created),
                TOPICS.get(community),
                0.7f + post / 200f,
                "m1");
        api.now = created.plus(Duration.ofMinutes(1));
        Feed feed = new Feed(new Community(community), Period.DAY);
        api.stores
                .feeds()
                .record(
                        new PostsFoundV1(
                                feed,
                                "run" + post,
                                0,
                                OptionalInt.of(1),
                                List.of(classified.post()),
                                List.of(),
                                SourceApi.OAUTH,
                                api.now),
                        List.of(classified));
    }

    private static List<Decided> decide(
            ClassifiedPost post, Optional<Meaning> meaning, float rank, List<Follower> followers) {
        float ranked = post.post().score().orElseThrow() / 1_000f;
        return followers.stream()
                .map(one -> new Decided(
                        one.follow(), DeliveryPolicy.plan(one.settings(), 0.3, ranked, ApiCalls.NOW), ranked))
                .toList();
    }

    URI page() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /// The page as Ada's Telegram opens it.
    String pageOfAda(String theme) {
        String data = api.telegram.initData(SigningTelegram.fields(ADA, ApiCalls.NOW));
        return page() + "?language=en#tgWebAppData=" + URLEncoder.encode(data, StandardCharsets.UTF_8)
                + "&tgWebAppThemeParams=" + URLEncoder.encode(theme, StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        HttpResponse response = api.api.answer(new HttpRequest(
                "browser",
                exchange.getRequestMethod(),
                path,
                query(Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("")),
                headers,
                body,
                "127.0.0.1",
                Optional.empty()));
        response.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] sent = response.isBase64()
                ? Base64.getDecoder().decode(response.body())
                : response.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.status(), sent.length == 0 ? -1 : sent.length);
        try (exchange) {
            exchange.getResponseBody().write(sent);
        }
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String field : text.split("&")) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                query.put(parts[0], parts[1]);
            }
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
