package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/// A step of a card that waits for an answer. Only the sender knows what a card shows by then, so it decides which
/// steps still apply: what is no step always does, and the card waits no more.
///
/// @param cause names the wait: the update that asked
/// @param until when the wait is over; a step without it leaves that as it is
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Wait(String cause, Step step, Optional<Instant> until) {
    public Wait {
        until = until == null ? Optional.empty() : until;
    }

    /// How a step depends on what the card shows.
    public enum Step {
        /// Shown in any case: the card begins to wait.
        BEGINS,
        /// Shown while the card waits for this cause.
        GOES_ON,
        /// Shown while the card waits for this cause: what it waited for.
        ANSWERS,
        /// Shown unless the card shows something else since or was refused, however late: what it waited for.
        BRINGS,
        /// Shown in any case: nothing will come. A wait may have been stored that cannot be taken back, as when the
        /// database is away; whoever was told to try again gets no answer later.
        REFUSES,
        /// Shown if the card waits for this cause, no longer than `until`: nothing came.
        ENDS
    }

    public static Wait begins(String cause, Instant until) {
        return new Wait(cause, Step.BEGINS, Optional.of(until));
    }

    public static Wait goesOn(String cause) {
        return new Wait(cause, Step.GOES_ON, Optional.empty());
    }

    public static Wait goesOn(String cause, Instant until) {
        return new Wait(cause, Step.GOES_ON, Optional.of(until));
    }

    public static Wait answers(String cause) {
        return new Wait(cause, Step.ANSWERS, Optional.empty());
    }

    public static Wait brings(String cause) {
        return new Wait(cause, Step.BRINGS, Optional.empty());
    }

    public static Wait refuses(String cause) {
        return new Wait(cause, Step.REFUSES, Optional.empty());
    }

    public static Wait ends(String cause, Instant until) {
        return new Wait(cause, Step.ENDS, Optional.of(until));
    }
}
