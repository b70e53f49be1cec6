package tidings.topics.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import tidings.topics.SubredditPrior;
import tidings.topics.model.Calibration;
import tidings.topics.model.LinearModel;

/// Finds the numbers that make scores honest, on posts of subreddits that the scoring model never saw.
final class Calibrator {
    /// A topic is named as long as those named are right so often; else the post is `other`.
    private static final double PRECISION = 0.88;

    /// But for so large a share of posts a topic is named anyway: saying `other` to nearly all helps nobody.
    private static final double NAMED = 0.15;

    /// Of how many posts the priors are that one is calibrated for.
    private static final int[] PRIOR_POSTS = {0, 1, 5, 25};

    private static final int DRAWS = 4;
    private static final int POSTS_A_DRAW = 2;
    private static final int ROUNDS = 3;

    /// Up to where each of the five numbers of a prior is sought, in the order of its components.
    private static final double[] MOST = {30, 100, 100, 30, 100};

    /// The few numbers are sought on one pair in so many, which is plenty; the many of the evidence need all.
    private static final int TUNED_ON = 5;

    private final Scored scored;
    private final Scored names;
    private final long seed;

    /// @param names the names of the posts' subreddits
    Calibrator(Scored scored, Scored names, long seed) {
        this.scored = scored;
        this.names = names;
        this.seed = seed;
    }

    Calibration calibrate() {
        float sharpness = (float) lowest(this::loss, 0.3, 30);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < scored.size(); i++) {
            answers.add(Answer.of(scored.scores()[i], scored.topics()[i]));
        }
        Calibration.Certainty text = Certainties.of(answers, scored.scores()[0].length);
        return new Calibration(sharpness, text, enough(answers, text), prior(pairs(sharpness), sharpness, text));
    }

    /// How far ahead the best topic was, and whether it was right.
    ///
    /// @param best the topic
    record Answer(int best, float lead, boolean right) {
        static Answer of(float[] scores, int topic) {
            int best = Calibration.best(scores);
            return new Answer(best, Calibration.lead(scores, best), best == topic);
        }
    }

    /// A post, the name of its subreddit and what other posts of that say.
    record Pair(float[] scores, float[] name, float[] meanLogs, int posts, int topic) {
        float[] said(Calibration.Prior prior) {
            return prior.said(name, meanLogs, posts);
        }

        float[] joined(Calibration.Prior prior) {
            float[] joined = scores.clone();
            prior.join(joined, said(prior));
            return joined;
        }
    }

    /// The confidence from which on answers, taken together, are right often enough, or enough of them are given.
    private static float enough(List<Answer> answers, Calibration.Certainty certainty) {
        List<Answer> sorted = new ArrayList<>(answers);
        sorted.sort(Comparator.comparingDouble(answer -> -certainty.claimed(answer.best(), answer.lead())));
        float enough = (float) PRECISION;
        int right = 0;
        for (int i = 0; i < sorted.size(); i++) {
            right += sorted.get(i).right() ? 1 : 0;
            if (i < NAMED * sorted.size() || right >= PRECISION * (i + 1)) {
                // The next float below, so that this very answer is not lost to rounding.
                enough = Math.nextDown(
                        (float) certainty.of(sorted.get(i).best(), sorted.get(i).lead()));
            }
        }
        return enough;
    }

    private double loss(double sharpness) {
        double loss = 0;
        for (int i = 0; i < scored.size(); i++) {
            loss -= Math.log(scored.probabilities(i, (float) sharpness)[scored.topics()[i]] + 1e-9);
        }
        return loss / scored.size();
    }

    private List<Pair> pairs(float sharpness) {
        List<Pair> pairs = new ArrayList<>();
        Random random = new Random(seed);
        Map<String, List<Integer>> nameOf = names.bySubreddit();
        float[] noName = new float[scored.scores()[0].length];
        scored.bySubreddit().forEach((subreddit, posts) -> {
            float[] name = nameOf.containsKey(subreddit)
                    ? names.scores()[nameOf.get(subreddit).getFirst()]
                    : noName;
            List<Integer> shuffled = new ArrayList<>(posts);
            for (int priorPosts : PRIOR_POSTS) {
                for (int draw = 0; draw < DRAWS && shuffled.size() > priorPosts; draw++) {
                    Collections.shuffle(shuffled, random);
                    SubredditPrior prior = SubredditPrior.none(scored.scores()[0].length);
                    for (int post : shuffled.subList(0, priorPosts)) {
                        prior = prior.plus(scored.probabilities(post, sharpness));
                    }
                    int to = Math.min(shuffled.size(), priorPosts + POSTS_A_DRAW);
                    for (int post : shuffled.subList(priorPosts, to)) {
                        pairs.add(new Pair(
                                scored.scores()[post], name, prior.meanLogs(), priorPosts, scored.topics()[post]));
                    }
                }
            }
        });
        return pairs;
    }

    private static Calibration.Prior prior(List<Pair> pairs, float sharpness, Calibration.Certainty text) {
        int topics = text.slopes().length;
        float[] plain = Evidence.plain(topics);
        float[] numbers = {sharpness, 1, 5, sharpness, 5};
        if (pairs.isEmpty()) {
            return prior(numbers, plain, text);
        }
        List<Pair> some = IntStream.range(0, pairs.size())
                .filter(i -> i % TUNED_ON == 0)
                .mapToObj(pairs::get)
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < numbers.length; i++) {
                int number = i;
                float[] tried = numbers.clone();
                DoubleUnaryOperator loss = value -> {
                    tried[number] = (float) value;
                    return loss(some, prior(tried, plain, text));
                };
                numbers[number] = (float) lowest(loss, 0.1, MOST[number]);
            }
        }
        float[] evidence = Evidence.learn(pairs, prior(numbers, plain, text));
        Calibration.Prior learned = prior(numbers, evidence, text);
        List<Answer> answers = new ArrayList<>();
        for (Pair pair : pairs) {
            answers.add(Answer.of(pair.joined(learned), pair.topic()));
        }
        return prior(numbers, evidence, Certainties.of(answers, topics));
    }

    private static Calibration.Prior prior(float[] numbers, float[] evidence, Calibration.Certainty certainty) {
        return new Calibration.Prior(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], evidence, certainty);
    }

    private static double loss(List<Pair> pairs, Calibration.Prior prior) {
        double loss = 0;
        for (Pair pair : pairs) {
            float[] joined = pair.joined(prior);
            LinearModel.softmax(joined, joined.length, 1);
            loss -= Math.log(joined[pair.topic()] + 1e-9);
        }
        return loss / pairs.size();
    }

    /// The place between two positive numbers where a loss with one valley is lowest.
    static double lowest(DoubleUnaryOperator loss, double from, double to) {
        double low = Math.log(from);
        double high = Math.log(to);
        double golden = (Math.sqrt(5) - 1) / 2;
        for (int step = 0; step < 20; step++) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (loss.applyAsDouble(Math.exp(left)) < loss.applyAsDouble(Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }
}
