package tidings.api;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import tidings.aws.HttpResponse;
import tidings.settings.Tunable;
import tidings.settings.Tunables;

/// Gives each caller so many requests a minute in this environment, as the tunable `requests-per-minute` says;
/// more are refused until that minute is over. Who is not known is told by the address. Thread-safe.
final class Quota implements Filter {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Beyond so many callers those are forgotten that ask least, who are within their quota.
    private static final int MAX_CALLERS = 10_000;

    private final Tunables tunables;
    private final InstantSource clock;
    private final LoadingCache<String, Window> windows;

    private record Window(Instant until, AtomicInteger requests) {}

    Quota(Tunables tunables, InstantSource clock) {
        this.tunables = tunables;
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterWrite(MINUTE)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .executor(Runnable::run)
                .build(_ -> new Window(clock.instant().plus(MINUTE), new AtomicInteger()));
    }

    @Override
    public HttpResponse apply(Request request, Handler next) {
        String caller = switch (request.caller()) {
            case Caller.Anonymous _ -> "address " + request.address();
            case Caller.Person person -> "person " + person.id();
            case Caller.Operator(String arn) -> "operator " + arn;
        };
        Window window = windows.get(caller);
        int most = tunables.get(Tunable.REQUESTS_PER_MINUTE);
        if (window.requests().incrementAndGet() > most) {
            throw ProblemException.tooMany(most, Duration.between(clock.instant(), window.until()));
        }
        return next.handle(request);
    }
}
