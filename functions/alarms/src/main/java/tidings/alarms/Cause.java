package tidings.alarms;

import java.util.Locale;
import java.util.Optional;
import tidings.settings.Remedy;

/// What may have made an alarm ring. What a cause brings about comes after it: a change, what functions need, what
/// fails, what stands still, what is slower, what people notice.
enum Cause {
    DEPLOYED(Depth.CHANGE),
    CHANGED(Depth.CHANGE),
    THROTTLED(Depth.NEED),
    CONNECTIONS(Depth.NEED),
    PINNED(Depth.NEED),
    DATABASE(Depth.NEED, Remedy.NARROW_CATEGORIZER),
    CACHE_THROTTLED(Depth.NEED),
    CACHE_MISSES(Depth.NEED, Remedy.CACHE_LONGER),
    REDDIT(Depth.NEED, Remedy.SCRAPE_LESS),
    TELEGRAM(Depth.NEED),
    SECRET(Depth.NEED),
    SCHEDULE(Depth.NEED),
    FAILS(Depth.FAILURE),
    DEAD_LETTERS(Depth.FAILURE),
    UPDATES_WAIT(Depth.DELAY),
    REFRESHES_WAIT(Depth.DELAY, Remedy.SCRAPE_LESS),
    POSTS_WAIT(Depth.DELAY, Remedy.RECLASSIFY_LESS),
    MESSAGES_WAIT(Depth.DELAY, Remedy.SEND_FASTER),
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
    private final Optional<Remedy> remedy;

    Cause(Depth depth) {
        this.depth = depth;
        this.remedy = Optional.empty();
    }

    Cause(Depth depth, Remedy remedy) {
        this.depth = depth;
        this.remedy = Optional.of(remedy);
    }

    /// That of messages which wait in a queue.
    static Cause waiting(String role) {
        return switch (role) {
            case "refresh" -> REFRESHES_WAIT;
            case "posts", "new-posts" -> POSTS_WAIT;
            case "outbox", "deliveries" -> MESSAGES_WAIT;
            default -> UPDATES_WAIT;
        };
    }

    Depth depth() {
        return depth;
    }

    /// What helps against it.
    Optional<Remedy> remedy() {
        return remedy;
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
