package tidings.localstack.reddit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// How a listing is ordered.
enum Sort {
    NEW,
    TOP;

    /// From how far back `top` takes its posts.
    enum Period {
        HOUR(Duration.ofHours(1)),
        DAY(Duration.ofDays(1)),
        WEEK(Duration.ofDays(7)),
        MONTH(Duration.ofDays(30)),
        YEAR(Duration.ofDays(365)),
        ALL(Duration.ofDays(36_500));

        final Duration length;

        Period(Duration length) {
            this.length = length;
        }
    }

    Comparator<PostSeed> order(Instant now) {
        return switch (this) {
            case NEW -> Comparator.comparing(PostSeed::created).reversed();
            case TOP ->
                Comparator.comparingInt((PostSeed seed) -> seed.score(now)).reversed();
        };
    }

    /// The period that counts, given the requested one.
    Period period(Period requested) {
        return switch (this) {
            case NEW -> Period.ALL;
            case TOP -> requested;
        };
    }
}
