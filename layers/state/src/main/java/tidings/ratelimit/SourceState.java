package tidings.ratelimit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.domain.Community;
import tidings.domain.SourceProblem;

/// The rate limit of a source and its health, as far as they are known.
///
/// Requests are counted in windows. A new window allows few requests until the source's headers report how many it
/// holds. From then on it allows what they report, and fewer if they report fewer, because others may use the same
/// client.
///
/// @param window number of the window; an answer to a request from an earlier one is ignored
/// @param measured whether the source reported the window's size
/// @param left requests that can still be taken
/// @param reserve how many of these are only for [Urgency#WAITED_FOR]
/// @param closes when the window ends
/// @param opens when the next window can begin
/// @param lastSuccess when the source last answered, to the minute
/// @param lastFailure when it last failed, to ten seconds
/// @param problem the reason of that failure
/// @param reserved the last turn that was promised to somebody, where the source gives one request at a time
/// @param refusals the communities that it refused since it last gave one, and when
public record SourceState(
        int window,
        boolean measured,
        int left,
        int reserve,
        Instant closes,
        Instant opens,
        @JsonProperty("answered") Optional<Instant> lastSuccess,
        @JsonProperty("troubled") Optional<Instant> lastFailure,
        @JsonProperty("trouble") Optional<SourceProblem> problem,
        Optional<Instant> reserved,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Instant> refusals) {
    private static final Duration SUCCESS_RESOLUTION = Duration.ofMinutes(1);
    private static final Duration FAILURE_RESOLUTION = Duration.ofSeconds(10);
    private static final Duration DEAD_AFTER = Duration.ofMinutes(5);
    private static final Duration REFUSALS_COUNT_FOR = Duration.ofMinutes(15);

    /// More than somebody tries in a row who mistypes names.
    private static final int SHUT_OUT = 8;

    /// Turns are promised so far ahead; nobody waits longer.
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /// How late somebody may come for a turn, and how far turns are apart beyond the windows.
    private static final Duration LATE = Duration.ofSeconds(30);

    private static final Duration SLACK = Duration.ofSeconds(5);

    /// Nobody stays away longer, whatever the source says: it will say so again.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /// A window, or a turn behind the others, begins before. What is farther was noted by a wrong clock.
    private static final Duration FARTHEST = Duration.ofMinutes(20);

    public static final SourceState UNKNOWN = new SourceState(
            0,
            false,
            0,
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    public SourceState { // an earlier version promised nothing and did not know who was refused
        reserved = reserved == null ? Optional.empty() : reserved;
        refusals = refusals == null ? Map.of() : Map.copyOf(refusals);
    }

    /// The same without what a process noted whose clock was wrong.
    SourceState at(Instant now) {
        Instant farthest = now.plus(FARTHEST);
        if (Stream.of(Optional.of(opens), lastSuccess, lastFailure, reserved)
                .flatMap(Optional::stream)
                .noneMatch(farthest::isBefore)) {
            return this;
        }
        boolean isWrong = opens.isAfter(farthest);
        Optional<Instant> failure = lastFailure.filter(at -> !at.isAfter(farthest));
        return new SourceState(
                window,
                measured,
                isWrong ? 0 : left,
                reserve,
                isWrong ? now : closes,
                isWrong ? now : opens,
                lastSuccess.filter(at -> !at.isAfter(farthest)),
                failure,
                failure.flatMap(_ -> problem),
                reserved.filter(at -> !at.isAfter(farthest)),
                refusals);
    }

    /// The state after one request was taken; empty if none can be.
    Optional<SourceState> take(Instant now, Urgency urgency, Allowance allowance) {
        if (!now.isBefore(nextWindow(now, urgency, allowance))) {
            return Optional.of(withWindow(
                    window + 1,
                    false,
                    allowance.opening() - 1,
                    allowance.opening() / 2,
                    now.plus(allowance.length()),
                    now.plus(allowance.length()).plus(Allowance.MARGIN)));
        }
        return now.isBefore(closes) && left > reserved(urgency)
                ? Optional.of(withWindow(window, measured, left - 1, reserve, closes, opens))
                : Optional.empty();
    }

    Instant nextWindow(Instant now, Urgency urgency, Allowance allowance) {
        return switch (urgency) {
            case RESERVED -> opens;
            case WAITED_FOR -> afterTurns(now, allowance);
            case SCHEDULED -> afterTurns(now, allowance).plus(allowance.scheduledDelay());
        };
    }

    private Instant afterTurns(Instant now, Allowance allowance) {
        return reserved.filter(turn -> now.isBefore(turn.plus(LATE)))
                .map(turn ->
                        turn.plus(allowance.length()).plus(Allowance.MARGIN).plus(SLACK))
                .filter(opens::isBefore)
                .orElse(opens);
    }

    /// Promises the next window to somebody who waits, unless they have one that is about to open.
    SourceState promised(Instant now, Urgency urgency, Allowance allowance) {
        Instant turn = afterTurns(now, allowance);
        return allowance.reported()
                        || urgency == Urgency.SCHEDULED
                        || urgency == Urgency.RESERVED && opens.isBefore(now.plus(LATE))
                        || turn.isAfter(now.plus(AHEAD))
                ? this
                : new SourceState(
                        window,
                        measured,
                        left,
                        reserve,
                        closes,
                        opens,
                        lastSuccess,
                        lastFailure,
                        problem,
                        Optional.of(turn),
                        refusals);
    }

    private int reserved(Urgency urgency) {
        return urgency == Urgency.SCHEDULED ? reserve : 0;
    }

    /// @param of window of the request whose answer reported the limit
    /// @param remaining may not include requests that are still in flight
    SourceState limitReported(int of, int remaining, Duration reset, Instant now, Allowance allowance) {
        if (of != window || !allowance.reported()) {
            return this;
        } else if (!measured) {
            int inFlight = allowance.opening() - left - 1;
            int holds = Math.max(0, remaining - inFlight);
            Instant ends = now.plus(atMost(reset));
            return withWindow(
                    window,
                    true,
                    holds,
                    holds / Allowance.RESERVE,
                    ends.minus(Allowance.MARGIN),
                    ends.plus(Allowance.MARGIN));
        }
        return remaining < left ? withWindow(window, true, remaining, reserve, closes, opens) : this;
    }

    /// @param of window of the request that the source rejected
    SourceState throttled(int of, Duration wait, Instant now) {
        return of == window ? withWindow(window, true, 0, 0, now, now.plus(atMost(wait))) : this;
    }

    private static Duration atMost(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /// The source gave a community.
    SourceState succeededAt(Instant now) {
        return answeredAt(now).withRefusals(Map.of());
    }

    /// The source refused a community, which is an answer, too.
    SourceState refusedAt(Instant now, Community community) {
        Map<String, Instant> recent = new HashMap<>(refusals);
        recent.values().removeIf(at -> at.plus(REFUSALS_COUNT_FOR).isBefore(now));
        if (recent.size() < SHUT_OUT) {
            recent.putIfAbsent(community.value(), now);
        }
        SourceState refused = withRefusals(recent);
        return refused.shutsOut() ? refused : refused.answeredAt(now);
    }

    /// Whether it refuses everybody who asks from here, whatever reason it names.
    boolean shutsOut() {
        return refusals.size() >= SHUT_OUT;
    }

    private SourceState answeredAt(Instant now) {
        boolean changes = health(now) != SourceHealth.ALIVE
                || lastSuccess
                        .filter(last -> now.isBefore(last.plus(SUCCESS_RESOLUTION)))
                        .isEmpty()
                || lastFailure
                        .filter(last -> !last.isBefore(lastSuccess.orElseThrow()))
                        .isPresent();
        return changes ? withHealth(Optional.of(now), lastFailure, problem) : this;
    }

    SourceState failedAt(Instant now, SourceProblem reason) {
        boolean changes = !problem.equals(Optional.of(reason))
                || lastFailure
                        .filter(last -> now.isBefore(last.plus(FAILURE_RESOLUTION)))
                        .isEmpty();
        return changes ? withHealth(lastSuccess, Optional.of(now), Optional.of(reason)) : this;
    }

    public SourceHealth health(Instant now) {
        if (problem.isEmpty()
                || lastSuccess
                        .filter(last -> last.isAfter(lastFailure.orElseThrow()))
                        .isPresent()) {
            return SourceHealth.ALIVE;
        }
        return switch (problem.get()) {
            case THROTTLED -> now.isBefore(opens) ? SourceHealth.THROTTLED : SourceHealth.ALIVE;
            case BLOCKED -> SourceHealth.BLOCKED;
            case UNAVAILABLE, OFF, PRIVATE, BANNED, QUARANTINED, MISSING ->
                lastSuccess.filter(last -> now.isBefore(last.plus(DEAD_AFTER))).isPresent()
                        ? SourceHealth.ALIVE
                        : SourceHealth.DEAD;
        };
    }

    /// How many scheduled requests can be made in the minute from `now`, so that the window lasts to its end.
    int spare(Instant now, Allowance allowance) {
        if (!now.isBefore(nextWindow(now, Urgency.SCHEDULED, allowance))) {
            return allowance.opening() - allowance.opening() / 2;
        } else if (!now.isBefore(closes)) {
            return 0;
        }
        long minutes = Math.max(1, Duration.between(now, closes).plusSeconds(59).toMinutes());
        return Math.toIntExact(Math.max(0, left - reserve) / minutes);
    }

    private SourceState withWindow(int window, boolean measured, int left, int reserve, Instant closes, Instant opens) {
        return new SourceState(
                window, measured, left, reserve, closes, opens, lastSuccess, lastFailure, problem, reserved, refusals);
    }

    private SourceState withHealth(
            Optional<Instant> lastSuccess, Optional<Instant> lastFailure, Optional<SourceProblem> problem) {
        return new SourceState(
                window, measured, left, reserve, closes, opens, lastSuccess, lastFailure, problem, reserved, refusals);
    }

    private SourceState withRefusals(Map<String, Instant> refusals) {
        return new SourceState(
                window, measured, left, reserve, closes, opens, lastSuccess, lastFailure, problem, reserved, refusals);
    }
}
