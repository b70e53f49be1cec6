package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How long posts are kept since they were last seen. Whoever reads them filters, so that nothing older is shown
/// when the sweep has stopped or a backup was restored.
public record Retention(Duration time, InstantSource clock) {
    /// Reddit demands that nothing is kept longer
    /// (https://support.reddithelp.com/hc/en-us/articles/26410290525844).
    static final Duration MAX = Duration.ofHours(48);

    /// What was last seen before is expired.
    Instant limit() {
        return clock.instant().minus(time);
    }
}
