package tidings.ratelimit;

import tidings.domain.SourceProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a source still lets through, and how it is.
///
/// Requests are counted in windows. A new window lets few through, until the source's own headers say how many it
/// holds; from then on it holds what they said, and less if they say less, for others may use the same client.
///
/// @param window number of the window, so that what comes late is not taken for news
/// @param measured whether the source said what the window holds
/// @param left requests that may still be taken from it
/// @param reserve of these, so many are for who waits
/// @param closes from then on nothing is taken
/// @param opens when the next window may begin
/// @param answered when the source last answered properly, to the minute
/// @param troubled when it last gave nothing, to ten seconds
/// @param trouble what it gave instead
public record SourceState(
        int window,
        boolean measured,
        int left,
        int reserve,
        Instant closes,
        Instant opens,
        Optional<Instant> answered,
        Optional<Instant> troubled,
        Optional<SourceProblem> trouble) {
    private static final Duration ANSWERED_GRAIN = Duration.ofMinutes(1);
    private static final Duration TROUBLED_GRAIN = Duration.ofSeconds(10);
    private static final Duration DEAD_AFTER = Duration.ofMinutes(5);

    public static final SourceState UNKNOWN = new SourceState(
            0, false, 0, 0, Instant.EPOCH, Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty());

    /// The state after one request was taken; empty if none may be.
    Optional<SourceState> take(Instant now, Urgency urgency, Allowance allowance) {
        if (!now.isBefore(nextWindow(urgency, allowance))) {
            return Optional.of(in(
                    window + 1,
                    false,
                    allowance.opening() - 1,
                    allowance.opening() / 2,
                    now.plus(allowance.length()),
                    now.plus(allowance.length()).plus(Allowance.MARGIN)));
        }
        return now.isBefore(closes) && left > withheld(urgency)
                ? Optional.of(in(window, measured, left - 1, reserve, closes, opens))
                : Optional.empty();
    }

    Instant nextWindow(Urgency urgency, Allowance allowance) {
        return urgency == Urgency.SCHEDULED ? opens.plus(allowance.breather()) : opens;
    }

    private int withheld(Urgency urgency) {
        return urgency == Urgency.SCHEDULED ? reserve : 0;
    }

    /// What the source said in its answer to a request from window `of`. Requests that are still on their way may not
    /// be in its count yet.
    SourceState heard(int of, int remaining, Duration reset, Instant now, Allowance allowance) {
        if (of != window || !allowance.steered()) {
            return this;
        } else if (!measured) {
            int uncounted = allowance.opening() - left - 1;
            int holds = Math.max(0, remaining - uncounted);
            Instant ends = now.plus(reset);
            return in(
                    window,
                    true,
                    holds,
                    holds / Allowance.RESERVE,
                    ends.minus(Allowance.MARGIN),
                    ends.plus(Allowance.MARGIN));
        }
        return remaining < left ? in(window, true, remaining, reserve, closes, opens) : this;
    }

    /// The source refused a request from window `of` and wants to be left alone for a while.
    SourceState closed(int of, Duration wait, Instant now) {
        return of == window ? in(window, true, 0, 0, now, now.plus(wait)) : this;
    }

    /// Whatever it answered, it is there.
    SourceState answeredAt(Instant now) {
        boolean news = standing(now) != SourceHealth.ALIVE
                || answered.filter(last -> now.isBefore(last.plus(ANSWERED_GRAIN)))
                        .isEmpty()
                || troubled.filter(last -> !last.isBefore(answered.orElseThrow()))
                        .isPresent();
        return news ? seen(Optional.of(now), troubled, trouble) : this;
    }

    SourceState troubledAt(Instant now, SourceProblem what) {
        boolean news = !trouble.equals(Optional.of(what))
                || troubled.filter(last -> now.isBefore(last.plus(TROUBLED_GRAIN)))
                        .isEmpty();
        return news ? seen(answered, Optional.of(now), Optional.of(what)) : this;
    }

    public SourceHealth standing(Instant now) {
        if (trouble.isEmpty()
                || answered.filter(last -> last.isAfter(troubled.orElseThrow())).isPresent()) {
            return SourceHealth.ALIVE;
        }
        return switch (trouble.get()) {
            case THROTTLED -> now.isBefore(opens) ? SourceHealth.THROTTLED : SourceHealth.ALIVE;
            case BLOCKED -> SourceHealth.BLOCKED;
            case UNAVAILABLE, OFF, PRIVATE, BANNED, QUARANTINED, MISSING ->
                answered.filter(last -> now.isBefore(last.plus(DEAD_AFTER))).isPresent()
                        ? SourceHealth.ALIVE
                        : SourceHealth.DEAD;
        };
    }

    /// Scheduled requests that one minute from `now` on may make, so that the window lasts to its end.
    int spare(Instant now, Allowance allowance) {
        if (!now.isBefore(nextWindow(Urgency.SCHEDULED, allowance))) {
            return allowance.opening() - allowance.opening() / 2;
        } else if (!now.isBefore(closes)) {
            return 0;
        }
        long minutes = Math.max(1, Duration.between(now, closes).plusSeconds(59).toMinutes());
        return Math.toIntExact(Math.max(0, left - reserve) / minutes);
    }

    private SourceState in(int window, boolean measured, int left, int reserve, Instant closes, Instant opens) {
        return new SourceState(window, measured, left, reserve, closes, opens, answered, troubled, trouble);
    }

    private SourceState seen(Optional<Instant> answered, Optional<Instant> troubled, Optional<SourceProblem> trouble) {
        return new SourceState(window, measured, left, reserve, closes, opens, answered, troubled, trouble);
    }
}
