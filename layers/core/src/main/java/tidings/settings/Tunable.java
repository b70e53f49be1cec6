package tidings.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// A number that operators can change live; the profile holds its default.
public enum Tunable {
    LISTING_TTL("listing-ttl", "listing-fresh", "seconds", 30, 86_400, profile -> seconds(profile.listingTtl())),
    SCRAPE_INTERVAL(
            "scrape-interval", "scrape-interval", "seconds", 120, 86_400, profile -> seconds(profile.scrapeInterval())),
    TOPIC_TTL("topic-ttl", "seconds", 5, 86_400, profile -> seconds(profile.topicTtl())),
    SUBREDDIT_TTL("subreddit-ttl", "seconds", 5, 86_400, profile -> seconds(profile.subredditTtl())),
    CLASSIFICATION_TTL("classification-ttl", "seconds", 5, 86_400, profile -> seconds(profile.classificationTtl())),
    CHAT_TTL("chat-ttl", "seconds", 5, 86_400, profile -> seconds(profile.chatTtl())),
    CATALOG_TTL("catalog-ttl", "seconds", 5, 86_400, profile -> seconds(profile.catalogTtl())),

    /// Whether reads are cached; at 0 each goes to its source.
    USE_CACHE("use-cache", "(0 no, 1 yes)", 0, 1, Profile::useCache),
    WARM_FEEDS("warm-feeds", "feeds", 0, 500, Profile::warmFeeds),
    RECLASSIFY_BATCH("reclassify-batch", "posts", 0, 500, Profile::reclassifyBatch),

    /// How many messages an environment of the function handles at once.
    BOT_GATE("bot-gate", "messages", 1, 10, Profile::botGate),
    CATEGORIZER_GATE("categorizer-gate", "messages", 1, 10, Profile::categorizerGate),
    REQUESTS_PER_MINUTE("requests-per-minute", "requests", 10, 60_000, Profile::requestsPerMinute),
    FETCHES_PER_MINUTE(
            "fetches-per-minute", "readings-a-minute", "scheduled fetches", 0, 90, Profile::fetchesPerMinute),
    SENDS_PER_SECOND("sends-per-second", "sends-a-second", "messages", 1, 30, Profile::sendsPerSecond);

    private final String id;
    private final String formerId;
    private final String unit;
    private final int min;
    private final int max;
    private final ToIntFunction<Profile> byDefault;

    Tunable(String id, String formerId, String unit, int min, int max, ToIntFunction<Profile> byDefault) {
        this.id = id;
        this.formerId = formerId;
        this.unit = unit;
        this.min = min;
        this.max = max;
        this.byDefault = byDefault;
    }

    /// One that version 1.0 did not have.
    Tunable(String id, String unit, int min, int max, ToIntFunction<Profile> byDefault) {
        this(id, id, unit, min, max, byDefault);
    }

    public String id() {
        return id;
    }

    /// The ids that stored changes can have: today's, and the one of version 1.0 where it was another.
    public List<String> storedIds() {
        return id.equals(formerId) ? List.of(id) : List.of(id, formerId);
    }

    /// The column of the profiles that has its default.
    public String column() {
        return Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    public String unit() {
        return unit;
    }

    public int min() {
        return min;
    }

    public int max() {
        return max;
    }

    public int of(Profile profile) {
        return byDefault.applyAsInt(profile);
    }

    public static Optional<Tunable> find(String id) {
        return Arrays.stream(values()).filter(tunable -> tunable.id.equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Tunable::id).toList();
    }

    /// @throws IllegalArgumentException naming the range, if the value is outside
    public int checked(int value) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    id + " must be from " + min + " to " + max + " " + unit + ", not " + value);
        }
        return value;
    }

    /// The tunable that a stored change is of.
    ///
    /// @throws IllegalArgumentException naming every tunable, if there is none with that id
    public static Tunable stored(String id) {
        return Arrays.stream(values())
                .filter(tunable -> tunable.storedIds().contains(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no tunable " + id + "; the tunables are " + String.join(", ", ids())));
    }

    private static int seconds(Duration time) {
        return Math.toIntExact(time.toSeconds());
    }
}
