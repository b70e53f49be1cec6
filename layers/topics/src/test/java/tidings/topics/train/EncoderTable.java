package tidings.topics.train;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tidings.topics.model.Calibration;

/// The tables of what an encoder adds, in Markdown: each figure without and with it.
final class EncoderTable {
    /// What the surest answers should reach.
    private static final double SURE = 0.92;

    /// The share of a day's posts whose subreddits are not in the shipped table.
    private static final double NEW_SUBREDDITS = 0.2;

    private final StringBuilder text = new StringBuilder("""
        | posts by text alone | number | accuracy without | with | difference, ± standard error | calibration error without | with | not `other` without | with | right of those without | with | surest posts of which 92 %% are right without | with |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """.formatted());

    void posts(String name, Scored words, Calibration wordsCalibration, Scored both, Calibration bothCalibration) {
        Measures before = Measures.of(words, wordsCalibration);
        Measures after = Measures.of(both, bothCalibration);
        line(
                "| %s | %,d | %.4f | %.4f | %+.1f ± %.1f | %.4f | %.4f | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f"
                        + " %% | %.1f %% |",
                name,
                before.posts(),
                before.accuracy(),
                after.accuracy(),
                100 * (after.accuracy() - before.accuracy()),
                100 * error(words, both),
                before.calibrationError(),
                after.calibrationError(),
                100 * before.coverage(),
                100 * after.coverage(),
                100 * before.coveredPrecision(),
                100 * after.coveredPrecision(),
                100 * surest(words, wordsCalibration),
                100 * surest(both, bothCalibration));
    }

    void beginPriors() {
        line("");
        line("| name used | other posts | posts classified | accuracy without | with | calibration error without |"
                + " with | subreddit topic right without | with |");
        line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    void prior(PriorMeasures before, PriorMeasures after) {
        line(
                "| %s | %d | %,d | %.3f | %.3f | %.4f | %.4f | %.3f | %.3f |",
                before.named() ? "yes" : "no",
                before.priorPosts(),
                before.posts(),
                before.accuracy(),
                after.accuracy(),
                before.calibrationError(),
                after.calibrationError(),
                before.subredditAccuracy(),
                after.subredditAccuracy());
    }

    void beginLevels() {
        line("");
        line("| posts of unseen subreddits by | sure from | of all | right | probable from | of all | right "
                + "| not sure, of all | one of the two likeliest right |");
        line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    void levels(String by, CertaintyLevels levels, List<CertaintyLevels.Answer> answers) {
        CertaintyLevels.Meaning sure = levels.sure(answers);
        CertaintyLevels.Meaning probably = levels.probably(answers);
        CertaintyLevels.Meaning notSure = levels.notSure(answers);
        line(
                "| %s | %.2f | %.1f %% | %.1f %% | %.2f | %.1f %% | %.1f %% | %.1f %% | %.1f %% |",
                by,
                levels.sure(),
                100 * sure.share(),
                100 * sure.right(),
                levels.probably(),
                100 * probably.share(),
                100 * probably.right(),
                100 * notSure.share(),
                100 * notSure.right());
    }

    /// Posts of the other subreddits of a day are not encoded: their topic is looked up.
    void cascade(Cascade cascade, float enough) {
        line("");
        line(
                "| posts of unseen subreddits with the name and | encoded below %.2f | of a day’s posts | right"
                        + " without vectors | with the cascade | with all vectors |",
                enough);
        line("| --- | --- | --- | --- | --- | --- |");
        for (int others : cascade.answers().stream()
                .mapToInt(Cascade.Answer::others)
                .distinct()
                .sorted()
                .toArray()) {
            List<Cascade.Answer> some = cascade.answers().stream()
                    .filter(answer -> answer.others() == others)
                    .toList();
            double encoded = share(some, answer -> answer.confidence() < enough);
            line(
                    "| %d other posts | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% |",
                    others,
                    100 * encoded,
                    100 * NEW_SUBREDDITS * encoded,
                    100 * share(some, Cascade.Answer::words),
                    100 * share(some, answer -> answer.confidence() < enough ? answer.both() : answer.words()),
                    100 * share(some, Cascade.Answer::both));
        }
    }

    private static double share(List<Cascade.Answer> answers, Predicate<Cascade.Answer> which) {
        return (double) answers.stream().filter(which).count() / answers.size();
    }

    void topics(List<String> topics, Measures before, Measures after) {
        line("");
        line("| topic, posts of unseen subreddits by text alone | precision without | with | recall without | with |");
        line("| --- | --- | --- | --- | --- |");
        for (int topic = 0; topic < topics.size(); topic++) {
            line(
                    "| %s | %.3f | %.3f | %.3f | %.3f |",
                    topics.get(topic),
                    before.precision(topic),
                    after.precision(topic),
                    before.recall(topic),
                    after.recall(topic));
        }
    }

    /// The standard error of the difference between two accuracies on the same posts. Posts of one subreddit fare
    /// alike, so that subreddits count as samples, not posts.
    static double error(Scored before, Scored after) {
        int[] differences = IntStream.range(0, before.size())
                .map(i -> right(after, i) - right(before, i))
                .toArray();
        double mean = IntStream.of(differences).average().orElse(0);
        double squares = 0;
        for (List<Integer> posts : before.bySubreddit().values()) {
            double sum = posts.stream().mapToDouble(i -> differences[i] - mean).sum();
            squares += sum * sum;
        }
        return Math.sqrt(squares) / differences.length;
    }

    private static int right(Scored scored, int post) {
        return Calibration.best(scored.scores()[post]) == scored.topics()[post] ? 1 : 0;
    }

    /// The largest share of posts, the most confident first, of which 92 % are right.
    private static double surest(Scored scored, Calibration calibration) {
        List<Integer> order = IntStream.range(0, scored.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -confidence(scored.scores()[i], calibration)))
                .toList();
        int right = 0;
        int surest = 0;
        for (int i = 0; i < order.size(); i++) {
            right += right(scored, order.get(i));
            surest = right >= SURE * (i + 1) ? i + 1 : surest;
        }
        return (double) surest / scored.size();
    }

    private static double confidence(float[] scores, Calibration calibration) {
        int best = Calibration.best(scores);
        return calibration.text().uncalibrated(best, Calibration.margin(scores, best));
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
