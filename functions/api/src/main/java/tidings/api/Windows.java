package tidings.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what each caller does within a minute of this environment. Thread-safe.
final class Windows {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Beyond so many callers those are forgotten that ask least, who are within what they may.
    private static final int MAX_CALLERS = 10_000;

    private final InstantSource clock;
    private final LoadingCache<String, Window> windows;

    private record Window(Instant until, AtomicInteger counted) {}

    Windows(InstantSource clock) {
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterWrite(MINUTE)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .executor(Runnable::run)
                .build(_ -> new Window(clock.instant().plus(MINUTE), new AtomicInteger()));
    }

    /// Counts one more.
    ///
    /// @throws ProblemException 429 until the minute is over, if that is more than `most`
    void count(String caller, int most) {
        Window window = windows.get(caller);
        if (window.counted().incrementAndGet() > most) {
            throw ProblemException.tooMany(most, Duration.between(clock.instant(), window.until()));
        }
    }
}
