package tidings.localstack.reddit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts requests in Reddit's ten-minute windows, per client. Thread-safe.
record RateWindows(InstantSource clock, Map<String, Window> windows) {
    private static final Duration LENGTH = Duration.ofMinutes(10);

    /// A hundred per minute, averaged over the window.
    private static final int ALLOWANCE = 1_000;

    /// The limit of a client with the default User-Agent of its HTTP library.
    private static final int ALLOWANCE_UNNAMED = 10;

    record Window(long number, int used) {}

    record Count(int used, int allowance, long reset) {
        boolean exceeded() {
            return used > allowance;
        }

        Map<String, String> headers() {
            return Map.of(
                    "X-Ratelimit-Used", String.valueOf(used),
                    "X-Ratelimit-Remaining", Math.max(0, allowance - used) + ".0",
                    "X-Ratelimit-Reset", String.valueOf(reset));
        }
    }

    RateWindows(InstantSource clock) {
        this(clock, new ConcurrentHashMap<>());
    }

    Count count(RedditRequest request, String client) {
        String agent = request.header("User-Agent").orElse("");
        boolean unnamed = agent.isBlank() || agent.startsWith("Java/") || agent.startsWith("Java-http-client/");
        Instant now = clock.instant();
        long number = now.getEpochSecond() / LENGTH.toSeconds();
        Window window = windows.merge(
                unnamed ? "agent " + agent : client,
                new Window(number, 1),
                (old, first) -> old.number() == number ? new Window(number, old.used() + 1) : first);
        long reset = LENGTH.toSeconds() - now.getEpochSecond() % LENGTH.toSeconds();
        return new Count(window.used(), unnamed ? ALLOWANCE_UNNAMED : ALLOWANCE, reset);
    }
}
