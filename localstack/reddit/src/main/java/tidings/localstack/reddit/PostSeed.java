package tidings.localstack.reddit;

import java.time.Duration;
import java.time.Instant;

/// A post without its text: everything that ordering needs.
///
/// @param peak the score it ends at
/// @param talk comments for each vote
/// @param slot which of its stream's posts this is
record PostSeed(SampleSubreddit subreddit, PostNumber number, long slot, Instant created, double peak, double talk) {
    private static final double HOURS_TO_SETTLE = 5;

    String fullname() {
        return "t3_" + number.id();
    }

    int score(Instant now) {
        return 1 + (int) Math.round(peak * settled(now));
    }

    int comments(Instant now) {
        return (int) Math.round(Math.pow(peak, 0.85) * talk * settled(now));
    }

    private double settled(Instant now) {
        return 1 - Math.exp(-hours(now) / HOURS_TO_SETTLE);
    }

    private double hours(Instant now) {
        return Math.max(0, Duration.between(created, now).toSeconds()) / 3600.0;
    }
}
