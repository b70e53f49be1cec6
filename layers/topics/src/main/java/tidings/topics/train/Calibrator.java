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
        Calibration.Prior best = new Calibration.Prior(sharpness, 1, 5, sharpness, 5, Evidence.plain(topics), text);
        if (pairs.isEmpty()) {
            return best;
        }
        List<Knob> knobs = List.of(
                new Knob(0.1, 30, (p, x) -> tuned(p, x, p.weight(), p.halfway(), p.name(), p.nameHalfway())),
                new Knob(0.1, 100, (p, x) -> tuned(p, p.sharpness(), x, p.halfway(), p.name(), p.nameHalfway())),
                new Knob(0.1, 100, (p, x) -> tuned(p, p.sharpness(), p.weight(), x, p.name(), p.nameHalfway())),
                new Knob(0.1, 30, (p, x) -> tuned(p, p.sharpness(), p.weight(), p.halfway(), x, p.nameHalfway())),
                new Knob(0.1, 100, (p, x) -> tuned(p, p.sharpness(), p.weight(), p.halfway(), p.name(), x)));
        List<Pair> some = IntStream.range(0, pairs.size())
                .filter(i -> i % TUNED_ON == 0)
                .mapToObj(pairs::get)
                .toList();
        for (int round = 0; round < ROUNDS; round++) {
            for (Knob knob : knobs) {
                Calibration.Prior now = best;
                best = knob.turn(now, (float) lowest(x -> loss(some, knob.turn(now, (float) x)), knob.from, knob.to));
            }
        }
        Calibration.Prior learned = with(best, Evidence.learn(pairs, best), text);
        List<Answer> answers = new ArrayList<>();
        for (Pair pair : pairs) {
            answers.add(Answer.of(pair.joined(learned), pair.topic()));
        }
        return with(learned, learned.evidence(), Certainties.of(answers, topics));
    }

    /// A number of the prior that is sought between two others.
    private record Knob(double from, double to, Turn turn) {
        @FunctionalInterface
        interface Turn {
            Calibration.Prior to(Calibration.Prior prior, float value);
        }

        Calibration.Prior turn(Calibration.Prior prior, float value) {
            return turn.to(prior, value);
        }
    }

    private static Calibration.Prior tuned(
            Calibration.Prior prior, float sharpness, float weight, float halfway, float name, float nameHalfway) {
        return new Calibration.Prior(
                sharpness, weight, halfway, name, nameHalfway, prior.evidence(), prior.certainty());
    }

    static Calibration.Prior with(Calibration.Prior prior, float[] evidence, Calibration.Certainty certainty) {
        return new Calibration.Prior(
                prior.sharpness(),
                prior.weight(),
                prior.halfway(),
                prior.name(),
                prior.nameHalfway(),
                evidence,
                certainty);
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
