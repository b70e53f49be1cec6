package tidings.loadtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.loadtest.Answers.Answer;
import tidings.loadtest.Answers.Outcome;

/// How long a backlog takes to go, from the moment at which most people wait until a tenth of them do: while people
/// go on, somebody always waits. Who gave up counts as waiting, for nothing tells that the work is done.
///
/// A stack that always works as fast as it can needs what has to go ÷ (capacity − arrivals). Capacity is the most
/// answers that came in five seconds of the backlog, or in half of a drain that takes less than ten.
///
/// @param waiting at the peak
/// @param seconds from the peak on
/// @param capacity answers a second
/// @param arrivals a second, while it drains
/// @param formula seconds that the drain should take; `NaN` if as many came as could be answered
/// @param messages a second that Telegram took when most answers came, edits included
record Drain(double waiting, double seconds, double capacity, double arrivals, double formula, double messages) {
    private static final double LEFT = 0.1;
    private static final long SUSTAINED = 5_000;

    /// From this share of its budget on, sending is what limits.
    private static final double SPENT = 0.9;

    /// @param at in milliseconds since 1970
    /// @param waiting from then on
    private record Level(long at, int waiting) {}

    /// Empty if nobody waited, or the backlog did not go.
    ///
    /// @param answers in any order
    /// @param sent when Telegram took each message and edit, in milliseconds since 1970
    static Optional<Drain> of(List<Answer> answers, List<Long> sent) {
        List<Answer> updates = answers.stream()
                .filter(answer -> answer.name().startsWith("answer"))
                .filter(answer -> answer.outcome() == Outcome.ANSWERED || answer.outcome() == Outcome.UNANSWERED)
                .toList();
        List<Long> asked = updates.stream().map(Answer::asked).sorted().toList();
        List<Long> answered = updates.stream()
                .filter(answer -> answer.outcome() == Outcome.ANSWERED)
                .map(Answer::ended)
                .sorted()
                .toList();
        List<Level> levels = levels(asked, answered);
        int peak = 0;
        for (int i = 1; i < levels.size(); i++) {
            if (levels.get(i).waiting() > levels.get(peak).waiting()) {
                peak = i;
            }
        }
        OptionalInt end = drained(levels, peak);
        return end.isEmpty()
                ? Optional.empty()
                : Optional.of(between(levels, peak, end.getAsInt(), asked, answered, sent));
    }

    private static List<Level> levels(List<Long> asked, List<Long> answered) {
        List<Level> levels = new ArrayList<>();
        int in = 0;
        int gone = 0;
        while (in < asked.size() || gone < answered.size()) {
            boolean comes = gone == answered.size()
                    || in < asked.size() && asked.get(in).compareTo(answered.get(gone)) <= 0;
            long at = comes ? asked.get(in++) : answered.get(gone++);
            levels.add(new Level(at, in - gone));
        }
        return levels;
    }

    private static OptionalInt drained(List<Level> levels, int peak) {
        for (int i = peak + 1; i < levels.size(); i++) {
            if (isLow(levels, i, peak) && levels.get(i).at() > levels.get(peak).at()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isLow(List<Level> levels, int i, int peak) {
        return levels.get(i).waiting() <= LEFT * levels.get(peak).waiting();
    }

    private static Drain between(
            List<Level> levels, int peak, int end, List<Long> asked, List<Long> answered, List<Long> sent) {
        int first = peak;
        while (first > 0 && !isLow(levels, first - 1, peak)) {
            first--;
        }
        long top = levels.get(peak).at();
        long low = levels.get(end).at();
        long length = Math.min(SUSTAINED, (low - top + 1) / 2);
        long best = busiest(answered, levels.get(first).at(), low, length);
        double capacity = aSecond(answered, best, length);
        double arrivals = aSecond(asked, top, low - top);
        double gone = levels.get(peak).waiting() - levels.get(end).waiting();
        return new Drain(
                levels.get(peak).waiting(),
                (low - top) / 1000.0,
                capacity,
                arrivals,
                capacity > arrivals ? gone / (capacity - arrivals) : Double.NaN,
                aSecond(sent, best, length));
    }

    /// After which moment most of them are within the length.
    private static long busiest(List<Long> times, long from, long to, long length) {
        long best = from;
        long most = within(times, from, length);
        int first = 0;
        for (int i = 0; i < times.size(); i++) {
            long after = times.get(i) - length;
            while (times.get(first) <= after) {
                first++;
            }
            if (after >= from && times.get(i) <= to && i - first + 1 > most) {
                best = after;
                most = i - first + 1;
            }
        }
        return best;
    }

    /// How many there are after that moment.
    private static long within(List<Long> times, long after, long length) {
        return times.stream()
                .filter(time -> time > after && time <= after + length)
                .count();
    }

    private static double aSecond(List<Long> times, long after, long length) {
        return within(times, after, length) * 1000.0 / length;
    }

    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("drain: waiting at most", waiting);
        figures.put("drain: answers a second at most", capacity);
        figures.put("drain: messages a second then", messages);
        figures.put("drain: asked a second meanwhile", arrivals);
        figures.put("drain: seconds", seconds);
        figures.put("drain: seconds by the formula", formula);
        figures.put("drain: against the formula", seconds / formula);
        return figures;
    }

    /// In words, as rows of a table.
    ///
    /// @param allowed messages a second to Telegram
    List<List<String>> limit(int allowed) {
        return List.of(List.of(
                "what limits the answers",
                messages >= SPENT * allowed
                        ? "sending: `SendsPerSecond`"
                        : "functions and what they wait for, not `SendsPerSecond`",
                "%s of %d messages a second".formatted(Figures.shown(messages), allowed)));
    }
}
