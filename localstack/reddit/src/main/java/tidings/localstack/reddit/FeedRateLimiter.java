package tidings.localstack.reddit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Allows each IP address one feed per interval, which is Reddit's limit for readers without an account.
/// Thread-safe.
record FeedRateLimiter(InstantSource clock, Duration interval, Map<String, Instant> opensAgain) {
    FeedRateLimiter(InstantSource clock, Duration interval) {
        this(clock, interval, new ConcurrentHashMap<>());
    }

    RedditResponse answer(RedditRequest request, Supplier<RedditResponse> feed) {
        Instant now = clock.instant();
        Instant next = now.plus(interval);
        Instant opens = opensAgain.merge(request.address(), next, (old, fresh) -> now.isBefore(old) ? old : fresh);
        boolean open = opens.equals(next);
        RedditResponse reply = open ? feed.get() : RedditResponse.html(429, "Too Many Requests");
        return reply.with(Map.of(
                "X-Ratelimit-Used", "1",
                "X-Ratelimit-Remaining", "0.0",
                "X-Ratelimit-Reset", String.valueOf(Duration.between(now, opens).toSeconds())));
    }
}
