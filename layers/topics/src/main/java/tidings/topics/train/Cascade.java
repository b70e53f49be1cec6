package tidings.topics.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tidings.topics.model.Calibration;

/// Posts with what the n-grams said of them and what both said, to find those that need no vector.
record Cascade(List<Answer> answers) {
    /// The share of posts whose topic may be wrong for want of a vector.
    private static final double LOSS = 0.002;

    /// @param others the number of other posts of the subreddit that were known
    /// @param confidence by the n-grams
    /// @param words whether the n-grams were right
    /// @param both whether both were
    record Answer(int others, double confidence, boolean words, boolean both) {}

    /// @param words posts with their scores by n-grams
    /// @param both the same posts with their scores by both
    static Cascade of(
            List<Calibrator.Pair> words,
            Calibration wordsCalibration,
            List<Calibrator.Pair> both,
            Calibration bothCalibration) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            float[] scores = words.get(i).combined(wordsCalibration.prior());
            int topic = words.get(i).topic();
            int best = Calibration.best(scores);
            answers.add(new Answer(
                    words.get(i).posts(),
                    wordsCalibration.prior().confidence().of(best, Calibration.margin(scores, best)),
                    best == topic,
                    Calibration.best(both.get(i).combined(bothCalibration.prior())) == topic));
        }
        return new Cascade(answers);
    }

    /// The lowest confidence of the n-grams from which on vectors would make few more of all posts right.
    float enough() {
        List<Answer> sorted = new ArrayList<>(answers);
        sorted.sort(Comparator.comparingDouble(answer -> -answer.confidence()));
        double enough = Math.nextUp(1.0);
        int lost = 0;
        for (Answer answer : sorted) {
            lost += (answer.both() ? 1 : 0) - (answer.words() ? 1 : 0);
            if (lost <= LOSS * sorted.size()) {
                enough = answer.confidence();
            }
        }
        return (float) (Math.ceil(100 * enough) / 100);
    }
}
