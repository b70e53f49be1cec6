package tidings.ratelimit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.Community;
import tidings.domain.SourceProblem;
import tidings.ratelimit.Turns.Turn;

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
/// @param turns all turns that are promised, the next first
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
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Turn> turns,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Instant> refusals) {
    private static final Duration SUCCESS_RESOLUTION = Duration.ofMinutes(1);
    private static final Duration FAILURE_RESOLUTION = Duration.ofSeconds(10);
    private static final Duration DEAD_AFTER = Duration.ofMinutes(5);
    private static final Duration REFUSALS_COUNT_FOR = Duration.ofMinutes(15);

    /// More than somebody tries in a row who mistypes names.
    private static final int SHUT_OUT = 8;

    /// Turns are promised so far ahead; nobody waits longer.
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /// How far turns are apart beyond the windows.
    private static final Duration SLACK = Duration.ofSeconds(5);

    /// Nobody stays away longer, whatever the source says: it will say so again.
    private static final Duration LONGEST = Duration.ofMinutes(15);

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
            List.of(),
            Map.of());

    public SourceState { // an earlier version did not know whose turns there are, nor who was refused
        turns = turns == null ? List.of() : List.copyOf(turns);
        reserved = reserved == null ? Optional.empty() : reserved;
        refusals = refusals == null ? Map.of() : Map.copyOf(refusals);
    }

    /// The state after one request was taken; empty if none can be.
    Optional<SourceState> take(Instant now, Urgency urgency, Allowance allowance) {
        if (urgency.kind() == Urgency.Kind.RESERVED) {
            Turns left = Turns.of(turns, now);
            return left.isFor(urgency.whose(), now)
                    ? taken(now, urgency, allowance)
                            .map(next -> next.withTurns(reserved, left.without(urgency.whose(), now)))
                    : Optional.empty();
        }
        return taken(now, urgency, allowance);
    }

    private Optional<SourceState> taken(Instant now, Urgency urgency, Allowance allowance) {
        if (!now.isBefore(nextWindow(now, urgency, allowance))) {
            return Optional.of(withWindow(
                    window + 1,
                    false,
                    allowance.opening() - 1,
                    allowance.opening() / 2,
                    now.plus(allowance.length()),
                    now.plus(allowance.length()).plus(Allowance.MARGIN)));
        }
        return now.isBefore(closes) && left > (urgency.kind() == Urgency.Kind.SCHEDULED ? reserve : 0)
                ? Optional.of(withWindow(window, measured, left - 1, reserve, closes, opens))
                : Optional.empty();
    }

    Instant nextWindow(Instant now, Urgency urgency, Allowance allowance) {
        return switch (urgency.kind()) {
            case RESERVED -> opens;
            case WAITED_FOR -> afterTurns(now, allowance);
            case SCHEDULED -> afterTurns(now, allowance).plus(allowance.scheduledDelay());
        };
    }

    private Instant afterTurns(Instant now, Allowance allowance) {
        return reserved.filter(turn -> now.isBefore(turn.plus(Turns.LATE)))
                .map(turn ->
                        turn.plus(allowance.length()).plus(Allowance.MARGIN).plus(SLACK))
                .filter(opens::isBefore)
                .orElse(opens);
    }

    /// @param until when a request is possible
    record Promise(SourceState state, Instant until) {}

    /// Promises a turn to somebody who waits, unless they have one already.
    Promise promised(Instant now, Urgency urgency, Allowance allowance) {
        Instant opening = nextWindow(now, urgency, allowance);
        if (allowance.reported() || urgency.kind() == Urgency.Kind.SCHEDULED) {
            return new Promise(this, opening);
        }
        Turns promised = Turns.of(turns, now);
        if (urgency.kind() == Urgency.Kind.RESERVED) {
            Optional<Instant> own = promised.next(urgency.whose(), now);
            if (own.isPresent() || opens.isBefore(now.plus(Turns.LATE))) {
                return new Promise(this, promised.back(urgency.whose(), now, opens));
            }
        }
        Instant last = afterTurns(now, allowance);
        Optional<Instant> more = Optional.of(last).filter(turn -> !turn.isAfter(now.plus(AHEAD)));
        OptionalInt place = promised.place(urgency.whose(), now);
        if (more.isEmpty() && place.isEmpty()) {
            return new Promise(this, opening);
        }
        int at = place.orElse(promised.all().size());
        List<Turn> next = promised.with(urgency.whose(), at, more);
        return new Promise(
                withTurns(more.or(() -> reserved), next), next.get(at).at());
    }

    /// @param of window of the request whose answer reported the limit
    /// @param remaining may not include requests that are still in flight
    SourceState limitReported(int of, int remaining, Duration reset, Instant now, Allowance allowance) {
        if (of != window || !allowance.reported()) {
            return this;
        } else if (!measured) {
            int inFlight = allowance.opening() - left - 1;
            int holds = Math.max(0, remaining - inFlight);
            Instant ends = now.plus(Collections.min(List.of(reset, LONGEST)));
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
        Instant over = now.plus(Collections.min(List.of(wait, LONGEST)));
        return of == window ? withWindow(window, true, 0, 0, now, over) : this;
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
                window,
                measured,
                left,
                reserve,
                closes,
                opens,
                lastSuccess,
                lastFailure,
                problem,
                reserved,
                turns,
                refusals);
    }

    private SourceState withTurns(Optional<Instant> reserved, List<Turn> turns) {
        return with(lastSuccess, lastFailure, problem, reserved, turns, refusals);
    }

    private SourceState withHealth(
            Optional<Instant> lastSuccess, Optional<Instant> lastFailure, Optional<SourceProblem> problem) {
        return with(lastSuccess, lastFailure, problem, reserved, turns, refusals);
    }

    private SourceState withRefusals(Map<String, Instant> refusals) {
        return with(lastSuccess, lastFailure, problem, reserved, turns, refusals);
    }

    private SourceState with(
            Optional<Instant> lastSuccess,
            Optional<Instant> lastFailure,
            Optional<SourceProblem> problem,
            Optional<Instant> reserved,
            List<Turn> turns,
            Map<String, Instant> refusals) {
        return new SourceState(
                window,
                measured,
                left,
                reserve,
                closes,
                opens,
                lastSuccess,
                lastFailure,
                problem,
                reserved,
                turns,
                refusals);
    }
}
