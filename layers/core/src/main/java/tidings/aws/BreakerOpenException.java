package tidings.aws;

import java.time.Duration;

/// A dependency was not called, because its recent calls failed.
public final class BreakerOpenException extends UnavailableException {
    private final Duration pause;

    BreakerOpenException(String dependency, Duration pause) {
        super(dependency + " failed too often and is not called for now");
        this.pause = pause;
    }

    /// How long the breaker stays open; a retry after that calls the dependency.
    public Duration pause() {
        return pause;
    }
}
