package tidings.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidings.aws.Deadline;
import tidings.aws.Json;
import tidings.scraper.source.Transport;
import tidings.testing.RandomUpdates;

/// What a run is fed with instead of what people do and subreddits have: updates of any shape, and a Reddit whose
/// answers are real ones changed at random. It follows from the seed.
final class AnyInput implements Script, Transport {
    private static final List<String> NAMES =
            IntStream.range(0, 40).mapToObj("circle%d"::formatted).toList();
    private static final List<String> PERIODS = List.of("", " week", " all");
    private static final List<String> OTHER_TEXTS =
            List.of("/topics", "/topic food", "/classify my kitten sleeps", "/language", "/start", "hello");
    private static final List<String> PRESSES =
            List.of("top|1|circle1|day|5", "new|1|circle2|day", "topic|1|food", "language|1|de", "alarm|1|mute|0a1b2c");
    private static final List<Integer> STATUSES = List.of(200, 204, 301, 302, 400, 401, 403, 404, 429, 500, 503);
    private static final List<String> TYPES =
            List.of("application/json", "application/atom+xml", "text/html", "text/plain", "");
    private static final String SAMPLES = "/tidings/scraper/reddit/priming.";

    /// Ids that hardly any random part has.
    private static final long UPDATE = 5_000_000;

    private static final long CHAT = 7_000_000;

    private final Random random;
    private final RandomUpdates shapes;
    private final int count;
    private final Fed updates = new Fed();
    private final Fed answers = new Fed();

    /// How much of a kind of input there was.
    static final class Fed {
        private int all;
        private int readable;

        private void count(boolean isReadable) {
            all++;
            readable += isReadable ? 1 : 0;
        }

        int all() {
            return all;
        }

        /// Of real shapes that were changed and can still be read as a whole.
        int readable() {
            return readable;
        }
    }

    /// @param count of updates in a run, beside commands
    AnyInput(long seed, int count) {
        this.random = new Random(seed);
        this.count = count;
        this.shapes = new RandomUpdates(
                seed,
                Stream.concat(NAMES.stream().map("/top "::concat), OTHER_TEXTS.stream())
                        .toList(),
                PRESSES);
    }

    Fed updates() {
        return updates;
    }

    /// The listings and feeds that were fetched.
    Fed answers() {
        return answers;
    }

    @Override
    public Optional<Transport> reddit() {
        return Optional.of(this);
    }

    /// For every third update there is a command that has to be answered, in a chat where nobody else writes. A
    /// few updates are cut off and no JSON: the webhook drops them.
    @Override
    public void plan(Stage stage) {
        for (int i = 0; i < count; i++) {
            if (i % 3 == 0) {
                long chat = (oneIn(2) ? 1 : -1) * (CHAT + random.nextInt(4));
                String command = "/top " + one(NAMES) + one(PERIODS);
                stage.time().at(at(stage), () -> stage.people().text(chat, command, Account.Kind.CARD));
            }
            String update = shapes.next(UPDATE + i);
            String sent = oneIn(20) ? update.substring(0, random.nextInt(update.length())) : update;
            updates.count(shapes.isChanged() && json(sent).path("update_id").isIntegralNumber());
            stage.time().at(at(stage), () -> stage.people().post(sent));
        }
    }

    private long at(Stage stage) {
        return random.nextLong(stage.day());
    }

    /// Chats that the bot is told to have left, or whose groups move, and may move again from there.
    static List<Long> closed(String update) {
        return json(update).properties().stream()
                .map(Map.Entry::getValue)
                .filter(part -> part.has("new_chat_member") || part.has("migrate_to_chat_id"))
                .flatMap(part -> Stream.of(part.path("chat").path("id"), part.path("migrate_to_chat_id")))
                .map(JsonNode::asLong)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public Response send(Request request, Deadline deadline) {
        boolean strange = oneIn(8);
        int status = strange ? one(STATUSES) : 200;
        if (request.form().isPresent()) {
            ObjectNode token = Json.mapper().createObjectNode();
            token.put("access_token", "token").put("expires_in", 86_400);
            if (strange) {
                shapes.mutate(token);
            }
            return new Response(
                    request.uri(), status, Map.of("content-type", "application/json"), stream(bytes(token)));
        }
        boolean rss = request.uri().getPath().endsWith(".rss");
        byte[] body = oneIn(10) ? damaged(rss ? feed() : listing()) : rss ? feed() : listing();
        answers.count(status == 200 && (rss ? isFeed(body) : isListing(body)));
        Map<String, String> headers =
                strange ? headers() : Map.of("content-type", rss ? "application/atom+xml" : "application/json");
        return new Response(request.uri(), status, headers, stream(body));
    }

    private static boolean isListing(byte[] body) {
        return !json(new String(body, StandardCharsets.UTF_8))
                .at("/data/children/0/data")
                .isEmpty();
    }

    private static boolean isFeed(byte[] body) {
        String feed = new String(body, StandardCharsets.UTF_8);
        return feed.contains("<entry>") && feed.contains("</entry>") && feed.endsWith("</feed>");
    }

    private byte[] listing() {
        try {
            ObjectNode listing = (ObjectNode) Json.mapper().readTree(sample("json"));
            for (int mutations = 1 + random.nextInt(4); mutations > 0; mutations--) {
                shapes.mutate(listing);
            }
            return bytes(listing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Changes texts between tags and leaves tags out.
    private byte[] feed() {
        StringBuilder changed = new StringBuilder();
        String sample = new String(sample("xml"), StandardCharsets.UTF_8);
        for (String part : sample.split("(?<=>)|(?=<)")) {
            boolean isText = !part.startsWith("<");
            if (isText && oneIn(8)) {
                changed.append(oneIn(4) ? shapes.text() : escaped(shapes.text().repeat(1 + random.nextInt(100))));
            } else if (isText || !oneIn(60)) {
                changed.append(part);
            }
        }
        return changed.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replaceAll("[^\\P{Cc}\\n]|[\uFFFE\uFFFF]|\\p{Cs}", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;");
    }

    private byte[] damaged(byte[] body) {
        byte[] damaged = Arrays.copyOf(body, oneIn(3) ? random.nextInt(body.length) + 1 : body.length);
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        return damaged;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(Map.of("content-type", one(TYPES)));
        for (String name : List.of("location", "retry-after", "x-ratelimit-remaining", "x-ratelimit-reset")) {
            if (oneIn(2)) {
                headers.put(name, oneIn(2) ? Integer.toString(random.nextInt(1_000_000) - 1_000) : shapes.text());
            }
        }
        return headers;
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sample(String type) {
        try (InputStream in = Transport.class.getResourceAsStream(SAMPLES + type)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
