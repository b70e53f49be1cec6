package tidings.topics.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidings.topics.model.LinearModel;
import tidings.topics.model.Scratch;

/// Posts with the scores a model gave them.
record Scored(float[][] scores, int[] topics, String[] subreddits) {

    int size() {
        return topics.length;
    }

    /// Room for so many posts, still to be filled.
    static Scored room(int posts, int topics) {
        return new Scored(new float[posts][topics], new int[posts], new String[posts]);
    }

    static Scored of(List<LabelledPost> posts, LinearModel model, Progress progress) {
        Scored scored = room(posts.size(), model.topics().size());
        Scratch scratch = new Scratch();
        for (int i = 0; i < posts.size(); i++) {
            scored.topics[i] = model.topics().indexOf(posts.get(i).topic());
            if (scored.topics[i] < 0) {
                throw new BadData("row " + (i + 1) + " has the topic '"
                        + posts.get(i).topic() + "', but the model knows " + model.topics());
            }
            scored.subreddits[i] = posts.get(i).subreddit();
            scratch.features().read(posts.get(i).text());
            model.score(scratch, scored.scores[i]);
            progress.at("scoring", i + 1, posts.size());
        }
        return scored;
    }

    /// The probabilities of one post.
    float[] probabilities(int post, float sharpness) {
        float[] probabilities = scores[post].clone();
        LinearModel.softmax(probabilities, probabilities.length, sharpness);
        return probabilities;
    }

    /// The numbers of the posts of each subreddit.
    Map<String, List<Integer>> bySubreddit() {
        Map<String, List<Integer>> posts = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            posts.computeIfAbsent(subreddits[i], _ -> new ArrayList<>()).add(i);
        }
        return posts;
    }
}
