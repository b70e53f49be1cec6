package tidings.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The moment by which work has to be over. Every remote call takes its own limit from the deadline of the invocation
/// that it serves, so that a function answers by itself rather than being ended by Lambda in the middle of something.
///
/// The deadline of an invocation is bound to its thread. Work that is handed to another thread takes it along:
/// `deadline.during(work)`.
public record Deadline(Instant at, InstantSource clock) {
    /// What a function needs after its last remote call to report what it did.
    private static final Duration MARGIN = Duration.ofMillis(300);

    private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

    public static Deadline in(Duration time, InstantSource clock) {
        return new Deadline(clock.instant().plus(time), clock);
    }

    /// Does `work` with a deadline of `left` from now.
    public static <T> T within(Duration left, InstantSource clock, Supplier<T> work) {
        return in(left, clock).during(work);
    }

    /// Does `work` with this as its deadline, on the calling thread.
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    /// The deadline of the work at hand; one that never comes where none was set.
    public static Deadline current() {
        return CURRENT.isBound() ? CURRENT.get() : new Deadline(Instant.MAX, InstantSource.system());
    }

    /// Negative once it has passed.
    public Duration left() {
        return Duration.between(clock.instant(), at);
    }

    public boolean passed() {
        return !left().isPositive();
    }

    /// The earlier of this one and one that is so far away.
    public Deadline within(Duration most) {
        Deadline nearer = in(most, clock);
        return nearer.at().isBefore(at) ? nearer : this;
    }

    /// The one that is so much earlier.
    public Deadline earlier(Duration time) {
        return new Deadline(at.minus(time), clock);
    }

    /// How long a call may take that would take `limit` at most if there were time enough.
    ///
    /// @throws DeadlinePassedException if no time is left for a call
    public Duration atMost(Duration limit) {
        Duration left = left().minus(MARGIN);
        if (!left.isPositive()) {
            throw new DeadlinePassedException();
        }
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
