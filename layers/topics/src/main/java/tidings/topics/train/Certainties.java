package tidings.topics.train;

import java.util.List;
import tidings.topics.model.Calibration.Certainty;
import tidings.topics.train.Calibrator.Answer;

/// Finds how sure a lead makes: logistic regression for all topics together, then for each topic what it differs by,
/// then one curve that never falls through what turned out.
final class Certainties {
    private static final int STEPS = 30;

    /// A topic of few answers stays near the others: its own slope and offset cost as much as so many answers would.
    private static final double CLOSENESS = 20;

    private Certainties() {}

    static Certainty of(List<Answer> answers, int topics) {
        double[] all = regress(answers, new double[] {1, 0}, 1e-3);
        float[] slopes = new float[topics];
        float[] offsets = new float[topics];
        for (int topic = 0; topic < topics; topic++) {
            int of = topic;
            double[] own = regress(
                    answers.stream().filter(answer -> answer.best() == of).toList(), all, CLOSENESS);
            slopes[topic] = (float) own[0];
            offsets[topic] = (float) own[1];
        }
        Certainty claiming = new Certainty(slopes, offsets, new float[0]);
        return new Certainty(slopes, offsets, honest(answers, claiming));
    }

    /// Slope and offset by Newton's method, drawn to where it begins.
    private static double[] regress(List<Answer> answers, double[] begin, double closeness) {
        double slope = begin[0];
        double offset = begin[1];
        for (int step = 0; step < STEPS; step++) {
            double g0 = closeness * (begin[1] - offset);
            double g1 = closeness * (begin[0] - slope);
            double h00 = closeness;
            double h01 = 0;
            double h11 = closeness;
            for (Answer answer : answers) {
                double p = 1 / (1 + Math.exp(-(slope * answer.lead() + offset)));
                double miss = (answer.right() ? 1 : 0) - p;
                double bend = p * (1 - p);
                g0 += miss;
                g1 += miss * answer.lead();
                h00 += bend;
                h01 += bend * answer.lead();
                h11 += bend * answer.lead() * answer.lead();
            }
            double determinant = h00 * h11 - h01 * h01;
            // Half steps: a full one may overshoot when nearly all answers are right.
            offset += 0.5 * (h11 * g0 - h01 * g1) / determinant;
            slope += 0.5 * (h00 * g1 - h01 * g0) / determinant;
        }
        return new double[] {slope, offset};
    }

    /// At each point of the curve what the answers around it were too sure or not sure enough by, made never to fall.
    private static float[] honest(List<Answer> answers, Certainty claiming) {
        float[] honest = new float[Certainty.POINTS];
        double[] misses = new double[honest.length];
        double[] counts = new double[honest.length];
        for (Answer answer : answers) {
            double claimed = claiming.claimed(answer.best(), answer.lead());
            int point = (int) Math.round(claimed * (honest.length - 1));
            misses[point] += (answer.right() ? 1 : 0) - claimed;
            counts[point]++;
        }
        float least = 0;
        for (int point = 0; point < honest.length; point++) {
            double claimed = point / (double) (honest.length - 1);
            double right = claimed + misses[point] / (counts[point] + CLOSENESS);
            least = Math.max(least, (float) Math.min(1, right));
            honest[point] = least;
        }
        return honest;
    }
}
