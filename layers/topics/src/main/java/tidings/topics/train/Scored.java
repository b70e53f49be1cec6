package tidings.topics.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    /// The posts of a range.
    Scored range(int from, int to) {
        return only(IntStream.range(from, to).toArray());
    }

    private Scored only(int[] some) {
        return new Scored(
                Arrays.stream(some).mapToObj(i -> scores[i]).toArray(float[][]::new),
                Arrays.stream(some).map(i -> topics[i]).toArray(),
                Arrays.stream(some).mapToObj(i -> subreddits[i]).toArray(String[]::new),
                Arrays.stream(some).mapToObj(i -> sources[i]).toArray(String[]::new));
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
