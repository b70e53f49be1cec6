package tidings.alarms;

import java.util.Locale;
import java.util.Optional;
import tidings.settings.Tunable;

/// What may have made an alarm ring. What a cause brings about comes after it: a change, what functions need, what
/// fails, what stands still, what is slower, what people notice.
enum Cause {
    DEPLOYED(Depth.CHANGE),
    CHANGED(Depth.CHANGE),
    THROTTLED(Depth.NEED),
    CONNECTIONS(Depth.NEED),
    PINNED(Depth.NEED),
    CACHE_THROTTLED(Depth.NEED),
    CACHE_MISSES(Depth.NEED, Tunable.LISTING_TTL, 2),
    REDDIT(Depth.NEED, Tunable.SCRAPE_INTERVAL, 2),
    TELEGRAM(Depth.NEED),
    SECRET(Depth.NEED),
    SCHEDULE(Depth.NEED),
    FAILS(Depth.FAILURE),
    DEAD_LETTERS(Depth.FAILURE),
    UPDATES_WAIT(Depth.DELAY),
    REFRESHES_WAIT(Depth.DELAY, Tunable.SCRAPE_INTERVAL, 2),
    POSTS_WAIT(Depth.DELAY, Tunable.RECLASSIFY_BATCH, 0.5),
    MESSAGES_WAIT(Depth.DELAY, Tunable.SENDS_PER_SECOND, 2),
    DELIVERIES_LEFT(Depth.DELAY),
    KEPT(Depth.DELAY),
    MORE_TRAFFIC(Depth.DELAY),
    LESS_TRAFFIC(Depth.DELAY),
    NEW_VERSION(Depth.TIME),
    SLOWER(Depth.TIME),
    UNREACHED(Depth.SYMPTOM),
    UNANSWERED(Depth.SYMPTOM);

    /// How far from the ground a cause is.
    enum Depth {
        CHANGE,
        NEED,
        FAILURE,
        DELAY,
        TIME,
        SYMPTOM
    }

    private final Depth depth;
    private final Optional<Tunable> remedy;
    private final double factor;

    Cause(Depth depth) {
        this(depth, Optional.empty(), 1);
    }

    Cause(Depth depth, Tunable remedy, double factor) {
        this(depth, Optional.of(remedy), factor);
    }

    Cause(Depth depth, Optional<Tunable> remedy, double factor) {
        this.depth = depth;
        this.remedy = remedy;
        this.factor = factor;
    }

    /// That of messages which wait in a queue.
    static Cause waiting(String role) {
        return switch (role) {
            case "refresh" -> REFRESHES_WAIT;
            case "posts" -> POSTS_WAIT;
            case "outbox", "deliveries" -> MESSAGES_WAIT;
            default -> UPDATES_WAIT;
        };
    }

    Depth depth() {
        return depth;
    }

    /// The tunable that helps against it.
    Optional<Tunable> remedy() {
        return remedy;
    }

    /// What the tunable would be then; as it is where it goes no further.
    int remedied(Tunable tunable, int now) {
        return Math.clamp(Math.round(now * factor), tunable.min(), tunable.max());
    }

    /// The key of its text.
    String text() {
        return "alarm.cause."
                + switch (this) {
                    case UPDATES_WAIT, REFRESHES_WAIT, POSTS_WAIT, MESSAGES_WAIT -> "waits";
                    case MORE_TRAFFIC, LESS_TRAFFIC -> "traffic";
                    default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
                };
    }
}
