package tidings.aws;

import java.time.Duration;

/// A dependency was not called, because it failed too often of late.
public final class BreakerOpenException extends RuntimeException {
    private final Duration pause;

    BreakerOpenException(String dependency, Duration pause) {
        super(dependency + " failed too often and is not called for a while");
        this.pause = pause;
    }

    /// How long it is left alone after it failed; by then at the latest it may be called again.
    public Duration pause() {
        return pause;
    }
}
