package tidings.localstack.reddit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// How a listing is ordered.
enum Sort {
    HOT,
    NEW,
    TOP,
    RISING;

    /// From how far back `rising` and `top` take their posts.
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
            case HOT ->
                Comparator.comparingDouble((PostSeed stamp) -> stamp.heat(now)).reversed();
            case NEW -> Comparator.comparing(PostSeed::created).reversed();
            case TOP ->
                Comparator.comparingInt((PostSeed stamp) -> stamp.score(now)).reversed();
            case RISING ->
                Comparator.comparingDouble((PostSeed stamp) -> stamp.rise(now)).reversed();
        };
    }

    /// The period that counts, given the one that was asked for.
    Period period(Period asked) {
        return switch (this) {
            case HOT, NEW -> Period.ALL;
            case TOP -> asked;
            case RISING -> Period.DAY;
        };
    }
}
