package tidings.selection;

import java.time.Duration;
import java.time.Instant;

/// How much a chat likes posts of a kind.
///
/// @param score likes less dislikes, each of which counts half after [#HALF_LIFE]
/// @param at when that was
public record Taste(double score, Instant at) {
    public static final Duration HALF_LIFE = Duration.ofDays(30);

    /// A rank moves by less than this, so that what is good comes through whoever disliked its like.
    public static final double MOST = 0.3;

    public double at(Instant now) {
        return score * Math.pow(0.5, Duration.between(at, now).toMillis() / (double) HALF_LIFE.toMillis());
    }

    public Taste plus(int votes, Instant now) {
        return new Taste(at(now) + votes, now);
    }

    /// A rank from 0 to 1 after what is liked about the post.
    ///
    /// @param liking the sum of the tastes that concern it
    public static double moved(double rank, double liking) {
        return Math.clamp(rank + MOST * liking / (1 + Math.abs(liking)), 0, 1);
    }
}
