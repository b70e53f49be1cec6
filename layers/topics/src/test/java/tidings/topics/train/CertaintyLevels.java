package tidings.topics.train;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tidings.topics.model.Calibration;

/// The confidences from which an answer by text alone is sure and probable, such that of all sure answers 92 % are
/// right, and of the probable ones 65 %.
///
/// @param sure above 1 if no part of the answers is that often right
record CertaintyLevels(double sure, double probably) {
    private static final double SURE = 0.92;
    private static final double PROBABLY = 0.65;

    /// What a level means on some posts.
    ///
    /// @param share of the posts that have it
    /// @param right the share of those whose topic is right; for the lowest level, whose topic is one of two
    record Meaning(double share, double right) {}

    /// @param scored posts of subreddits that the model never saw, and not those that are measured
    static CertaintyLevels fit(Scored scored, Calibration calibration) {
        List<Answer> answers = answers(scored, calibration);
        int sure = longest(answers, 0, SURE);
        int probable = longest(answers, sure, PROBABLY);
        return new CertaintyLevels(bound(answers, sure), bound(answers, probable));
    }

    Meaning sure(Scored scored, Calibration calibration) {
        return meaning(answers(scored, calibration), sure, 2, false);
    }

    Meaning probably(Scored scored, Calibration calibration) {
        return meaning(answers(scored, calibration), probably, sure, false);
    }

    Meaning notSure(Scored scored, Calibration calibration) {
        return meaning(answers(scored, calibration), -1, probably, true);
    }

    private record Answer(double confidence, boolean right, boolean second) {}

    private static List<Answer> answers(Scored scored, Calibration calibration) {
        return IntStream.range(0, scored.size())
                .mapToObj(i -> {
                    float[] scores = scored.scores()[i];
                    int best = Calibration.best(scores);
                    return new Answer(
                            calibration.text().of(best, Calibration.margin(scores, best)),
                            best == scored.topics()[i],
                            Calibration.second(scores, best) == scored.topics()[i]);
                })
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

    private static double bound(List<Answer> answers, int end) {
        return end == 0
                ? Math.nextUp(answers.getFirst().confidence())
                : answers.get(end - 1).confidence();
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
