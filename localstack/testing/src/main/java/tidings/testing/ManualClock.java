package tidings.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that goes only when told. Thread-safe.
public final class ManualClock implements InstantSource {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));

    @Override
    public Instant instant() {
        return now.get();
    }

    public void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /// Never goes back: a moment that is over changes nothing.
    public void advanceTo(Instant moment) {
        now.updateAndGet(instant -> moment.isAfter(instant) ? moment : instant);
    }
}
