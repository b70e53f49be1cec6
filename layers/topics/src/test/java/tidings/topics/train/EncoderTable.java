package tidings.topics.train;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tidings.topics.model.Calibration;

/// The tables of what an encoder adds, in Markdown: each figure without and with it.
final class EncoderTable {
    /// What the surest answers should reach.
    private static final double SURE = 0.92;

    private final StringBuilder text = new StringBuilder("""
            | posts by text alone | number | accuracy without | with | difference, ± standard error | calibration error without | with | not `other` without | with | right of those without | with | surest posts of which 92 %% are right without | with |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """.formatted());

    void posts(String name, Scored words, Calibration wordsCalibration, Scored both, Calibration bothCalibration) {
        Measures before = Measures.of(words, wordsCalibration);
        Measures after = Measures.of(both, bothCalibration);
        line(
                "| %s | %,d | %.4f | %.4f | %+.1f ± %.1f | %.4f | %.4f | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% | %.1f %% |",
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
        line(
                "| name used | other posts | posts classified | accuracy without | with | calibration error without | with "
                        + "| subreddit topic right without | with |");
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
        line("| encoder | sure from | of all unseen posts | right | probable from | of all | right | not sure, of all "
                + "| one of the two likeliest right |");
        line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    void levels(String encoder, CertaintyLevels levels, Scored scored, Calibration calibration) {
        CertaintyLevels.Meaning sure = levels.sure(scored, calibration);
        CertaintyLevels.Meaning probably = levels.probably(scored, calibration);
        CertaintyLevels.Meaning notSure = levels.notSure(scored, calibration);
        line(
                "| %s | %.2f | %.1f %% | %.1f %% | %.2f | %.1f %% | %.1f %% | %.1f %% | %.1f %% |",
                encoder,
                levels.sure(),
                100 * sure.share(),
                100 * sure.right(),
                levels.probably(),
                100 * probably.share(),
                100 * probably.right(),
                100 * notSure.share(),
                100 * notSure.right());
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
