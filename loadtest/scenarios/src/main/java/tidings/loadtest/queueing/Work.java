package tidings.loadtest.queueing;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What a function does with a message, and what becomes of the messages that it sends meanwhile: a tree, for a
/// person's update as a run showed it. All times are in milliseconds; those that take part in the [Cores] are as
/// long as on a machine that does nothing else.
///
/// @param consumer through whose queue the message comes
/// @param delay until its queue shows it, as its sender asked
/// @param transit from then until a function could have it that has nothing else to do; takes part in the cores
/// @param millis that handling takes; takes part in the cores
/// @param sends in the order in which they are sent
/// @param answer after how much of it the person who asked has the answer; empty if that is not here
public record Work(
        String consumer, double delay, double transit, double millis, List<Sent> sends, OptionalDouble answer) {
    /// @param after how much of the sender's work
    public record Sent(double after, Work work) {}

    public Work {
        sends = List.copyOf(sends);
    }

    /// That sends nothing.
    public static Work of(String consumer, double millis) {
        return new Work(consumer, 0, 0, millis, List.of(), OptionalDouble.of(millis));
    }

    /// The same, done in so many times the time; delays stay as they are.
    Work times(double factor) {
        return new Work(
                consumer,
                delay,
                factor * transit,
                factor * millis,
                sends.stream()
                        .map(sent -> new Sent(factor * sent.after(), sent.work().times(factor)))
                        .toList(),
                answer.isPresent() ? OptionalDouble.of(factor * answer.getAsDouble()) : answer);
    }

    /// With that of all messages that come of it.
    public Stream<Work> all() {
        return Stream.concat(
                Stream.of(this), sends.stream().flatMap(sent -> sent.work().all()));
    }
}
