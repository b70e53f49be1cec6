package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.ratelimit.Turns.Turn;

/// A process whose clock is wrong may note moments that are far ahead, which nobody else believes.
final class WrongClock {
    /// A window, or a turn behind the others, begins before.
    private static final Duration FARTHEST = Duration.ofMinutes(20);

    private WrongClock() {}

    /// The state without what was noted by a wrong clock.
    static SourceState corrected(SourceState state, Instant now) {
        Instant farthest = now.plus(FARTHEST);
        Stream<Instant> noted = Stream.of(
                        Optional.of(state.opens()), state.lastSuccess(), state.lastFailure(), state.reserved())
                .flatMap(Optional::stream);
        if (Stream.concat(noted, state.turns().stream().map(Turn::at)).noneMatch(farthest::isBefore)) {
            return state;
        }
        boolean isWrong = state.opens().isAfter(farthest);
        Optional<Instant> failure = state.lastFailure().filter(at -> !at.isAfter(farthest));
        return new SourceState(
                state.window(),
                state.measured(),
                isWrong ? 0 : state.left(),
                state.reserve(),
                isWrong ? now : state.closes(),
                isWrong ? now : state.opens(),
                state.lastSuccess().filter(at -> !at.isAfter(farthest)),
                failure,
                failure.flatMap(_ -> state.problem()),
                state.reserved().filter(at -> !at.isAfter(farthest)),
                state.turns().stream()
                        .filter(turn -> !turn.at().isAfter(farthest))
                        .toList(),
                state.refusals());
    }
}
