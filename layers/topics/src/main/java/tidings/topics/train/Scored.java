package tidings.topics.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tidings.topics.model.Calibration;
import tidings.topics.model.EncodedModel;
import tidings.topics.model.LinearModel;
import tidings.topics.model.Scratch;

/// Posts with the scores that a model gave them.
record Scored(float[][] scores, int[] topics, String[] subreddits, String[] sources) {
    /// The maximum number of posts per subreddit, so that large subreddits do not dominate.
    static final int MAX_POSTS = 200;

    int size() {
        return topics.length;
    }

    /// Posts whose scores are not yet filled in.
    ///
    /// @throws IllegalArgumentException if the topic of a post is not among these
    static Scored unscored(List<LabelledPost> posts, List<String> topics) {
        Scored scored = new Scored(
                new float[posts.size()][topics.size()],
                new int[posts.size()],
                new String[posts.size()],
                new String[posts.size()]);
        for (int i = 0; i < posts.size(); i++) {
            scored.topics[i] = topics.indexOf(posts.get(i).topic());
            if (scored.topics[i] < 0) {
                throw new IllegalArgumentException("row " + (i + 1) + " has the topic '"
                        + posts.get(i).topic() + "', but the model knows " + topics);
            }
            scored.subreddits[i] = posts.get(i).subreddit();
            scored.sources[i] = posts.get(i).source();
        }
        return scored;
    }

    static Scored of(List<LabelledPost> posts, LinearModel model, TrainingProgress progress) {
        Scored scored = unscored(posts, model.topics());
        Scratch scratch = new Scratch();
        for (int i = 0; i < posts.size(); i++) {
            model.score(posts.get(i).text(), scratch, scored.scores[i]);
            progress.at("scoring", i + 1, posts.size());
        }
        return scored;
    }

    /// At most [#MAX_POSTS] posts per subreddit and source; all posts without a subreddit.
    Scored limitedPerSubreddit() {
        Map<String, Integer> counts = new HashMap<>();
        int[] few = IntStream.range(0, size())
                .filter(i -> subreddits[i].isEmpty()
                        || counts.merge(sources[i] + " " + subreddits[i], 1, Integer::sum) <= MAX_POSTS)
                .toArray();
        return only(few);
    }

    /// The same posts, whose scores are not yet filled in.
    Scored blank() {
        return new Scored(new float[size()][scores[0].length], topics, subreddits, sources);
    }

    /// The posts of a range.
    Scored range(int from, int to) {
        return only(IntStream.range(from, to).toArray());
    }

    Scored only(int[] some) {
        return new Scored(
                Arrays.stream(some).mapToObj(i -> scores[i]).toArray(float[][]::new),
                Arrays.stream(some).map(i -> topics[i]).toArray(),
                Arrays.stream(some).mapToObj(i -> subreddits[i]).toArray(String[]::new),
                Arrays.stream(some).mapToObj(i -> sources[i]).toArray(String[]::new));
    }

    /// The same posts, with the weighted scores of another model added.
    Scored plus(Scored other, float weight) {
        float[][] sums = new float[size()][];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = scores[i].clone();
            for (int topic = 0; topic < sums[i].length; topic++) {
                sums[i][topic] += weight * other.scores[i][topic];
            }
        }
        return new Scored(sums, topics, subreddits, sources);
    }

    /// The same posts, with what an encoder adds to their scores.
    ///
    /// @param vectors one for each post
    Scored plus(EncodedModel model, float[][] vectors) {
        Scored sums = new Scored(
                Arrays.stream(scores).map(float[]::clone).toArray(float[][]::new), topics, subreddits, sources);
        for (int i = 0; i < size(); i++) {
            model.add(vectors[i], sums.scores[i]);
        }
        return sums;
    }

    /// The share of posts whose topic has the best score.
    double accuracy() {
        int right = 0;
        for (int i = 0; i < size(); i++) {
            right += Calibration.best(scores[i]) == topics[i] ? 1 : 0;
        }
        return (double) right / size();
    }

    /// The mean log-loss of the probabilities.
    double loss(double sharpness) {
        double loss = 0;
        for (int i = 0; i < size(); i++) {
            loss -= Math.log(probabilities(i, (float) sharpness)[topics[i]] + 1e-9);
        }
        return loss / size();
    }

    /// The probabilities of one post.
    float[] probabilities(int post, float sharpness) {
        float[] probabilities = scores[post].clone();
        LinearModel.softmax(probabilities, probabilities.length, sharpness);
        return probabilities;
    }

    /// The indices of the posts of each subreddit.
    Map<String, List<Integer>> bySubreddit() {
        Map<String, List<Integer>> posts = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            posts.computeIfAbsent(subreddits[i], _ -> new ArrayList<>()).add(i);
        }
        return posts;
    }
}
