package tidings.loadtest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Everything that was asked in a run and what came of it, in the order in which it ended. Thread-safe.
final class Answers {
    /// @param name of the request, such as `answer: /top cached`
    /// @param asked in milliseconds since 1970
    /// @param took milliseconds from the update to its answer in the chat, or the wait that had none
    record Answer(String name, long asked, long took, Outcome outcome) {
        long ended() {
            return asked + took;
        }
    }

    enum Outcome {
        ANSWERED,
        UNANSWERED,
        /// The request itself failed.
        FAILED,
        /// The card had no such button: it was the last page, said that something has to wait, or changed just
        /// when the button was pressed. That is no error.
        NO_BUTTON;

        boolean isError() {
            return this == UNANSWERED || this == FAILED;
        }
    }

    private final InstantSource clock;
    private final List<Answer> all = new ArrayList<>();

    Answers(InstantSource clock) {
        this.clock = clock;
    }

    long now() {
        return clock.millis();
    }

    synchronized void add(Answer answer) {
        all.add(answer);
    }

    synchronized List<Answer> all() {
        return List.copyOf(all);
    }

    /// Those that ended since then.
    synchronized List<Answer> since(long millis) {
        int from = all.size();
        while (from > 0 && all.get(from - 1).ended() >= millis) {
            from--;
        }
        return List.copyOf(all.subList(from, all.size()));
    }

    /// The time within which so many of a hundred came; `NaN` if there are none.
    static double percentile(List<Answer> answers, double percent) {
        long[] took = answers.stream()
                .filter(answer -> answer.outcome() == Outcome.ANSWERED)
                .mapToLong(Answer::took)
                .sorted()
                .toArray();
        return took.length == 0 ? Double.NaN : took[(int) Math.ceil(percent / 100 * took.length) - 1];
    }

    /// How many of a hundred are so; `NaN` if there are none.
    static double percent(List<Answer> answers, Predicate<Answer> which) {
        return answers.isEmpty()
                ? Double.NaN
                : 100.0 * answers.stream().filter(which).count() / answers.size();
    }
}
