package tidings.topics.train;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tidings.topics.model.Calibration;

/// The confidences from which an answer by text alone is sure and probable, such that of all sure answers 92 % are
/// right, and of the probable ones 65 %.
///
/// @param sure above 1 if no part of the answers is that often right
record CertaintyLevels(float sure, float probably) {
    private static final double SURE = 0.92;
    private static final double PROBABLY = 0.65;

    /// What a level means on some posts.
    ///
    /// @param share of the posts that have it
    /// @param right the share of those whose topic is right; for the lowest level, whose topic is one of two
    record Meaning(double share, double right) {}

    /// @param scored posts of subreddits that the model never saw, and not those that are measured
    static CertaintyLevels fit(Scored scored, Calibration calibration) {
        List<Answer> answers = sorted(answers(scored, calibration));
        int sure = longest(answers, 0, SURE);
        int probable = longest(answers, sure, PROBABLY);
        return new CertaintyLevels(bound(answers, sure), bound(answers, probable));
    }

    Meaning sure(List<Answer> answers) {
        return meaning(answers, sure, 2, false);
    }

    Meaning probably(List<Answer> answers) {
        return meaning(answers, probably, sure, false);
    }

    Meaning notSure(List<Answer> answers) {
        return meaning(answers, -1, probably, true);
    }

    /// @param right whether the likeliest topic is right
    /// @param second whether the next one is
    record Answer(double confidence, boolean right, boolean second) {
        static Answer of(float[] scores, int topic, Calibration.ConfidenceCurve curve) {
            int best = Calibration.best(scores);
            return new Answer(
                    curve.of(best, Calibration.margin(scores, best)),
                    best == topic,
                    Calibration.second(scores, best) == topic);
        }
    }

    /// By text alone.
    static List<Answer> answers(Scored scored, Calibration calibration) {
        return IntStream.range(0, scored.size())
                .mapToObj(i -> Answer.of(scored.scores()[i], scored.topics()[i], calibration.text()))
                .toList();
    }

    /// By text, name and other posts.
    static List<Answer> answers(List<Calibrator.Pair> pairs, Calibration.Prior prior) {
        return pairs.stream()
                .map(pair -> Answer.of(pair.combined(prior), pair.topic(), prior.confidence()))
                .toList();
    }

    private static List<Answer> sorted(List<Answer> answers) {
        return answers.stream()
                .sorted(Comparator.comparingDouble(answer -> -answer.confidence()))
                .toList();
    }

    /// The end of the longest run of answers from a place on of which enough are right.
    private static int longest(List<Answer> answers, int from, double precision) {
        int right = 0;
        int longest = from;
        for (int i = from; i < answers.size(); i++) {
            right += answers.get(i).right() ? 1 : 0;
            longest = right >= precision * (i + 1 - from) ? i + 1 : longest;
        }
        return longest;
    }

    /// In hundredths, so that it can be told.
    private static float bound(List<Answer> answers, int end) {
        double least = end == 0
                ? Math.nextUp(answers.getFirst().confidence())
                : answers.get(end - 1).confidence();
        return (float) (Math.ceil(100 * least) / 100);
    }

    private static Meaning meaning(List<Answer> answers, double from, double below, boolean two) {
        List<Answer> level = answers.stream()
                .filter(answer -> answer.confidence() >= from && answer.confidence() < below)
                .toList();
        long right = level.stream()
                .filter(answer -> answer.right() || two && answer.second())
                .count();
        return new Meaning((double) level.size() / answers.size(), (double) right / Math.max(1, level.size()));
    }
}
