package tidings.topics.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidings.topics.model.FeatureIndex;
import tidings.topics.model.Features;
import tidings.topics.model.LinearModel;
import tidings.topics.model.Scratch;

/// Posts in the form used for training: the slots of their known features, with weights normalized so that all
/// features, including unknown ones, have Euclidean length one.
///
/// @param ofDomain the number of each post's slots that belong to its domain; they come first
/// @param bare the factor of the other weights if the domain is hidden
record Examples(int[][] slots, float[][] weights, int[] ofDomain, float[] bare, int[] topics, int topicCount) {

    int size() {
        return topics.length;
    }

    static Examples of(List<LabelledPost> posts, FeatureIndex index, List<String> topics, TrainingProgress progress) {
        Map<String, Integer> numbers = new HashMap<>();
        topics.forEach(topic -> numbers.put(topic, numbers.size()));
        Examples examples = new Examples(
                new int[posts.size()][],
                new float[posts.size()][],
                new int[posts.size()],
                new float[posts.size()],
                new int[posts.size()],
                topics.size());
        Scratch scratch = new Scratch();
        for (int i = 0; i < posts.size(); i++) {
            examples.topics[i] = numbers.get(posts.get(i).topic());
            examples.fill(i, posts.get(i), index, scratch);
            progress.at("reading posts", i + 1, posts.size());
        }
        return examples;
    }

    private void fill(int example, LabelledPost post, FeatureIndex index, Scratch scratch) {
        Features features = scratch.features();
        features.read(post.text());
        int[] known = new int[features.size()];
        float[] weight = new float[features.size()];
        int count = 0;
        for (int f = 0; f < features.size(); f++) {
            int slot = index.find(features.hash(f));
            if (slot >= 0) {
                known[count] = slot;
                weight[count++] = features.weight(f);
                ofDomain[example] += f < features.ofDomain() ? 1 : 0;
            }
        }
        float norm = LinearModel.norm(features.squares());
        float others = LinearModel.norm(features.squares(features.ofDomain(), features.size()));
        bare[example] = norm > 0 ? others / norm : 1;
        slots[example] = Arrays.copyOf(known, count);
        weights[example] = new float[count];
        for (int i = 0; i < count; i++) {
            weights[example][i] = norm * weight[i];
        }
    }

    /// The number of posts in which each slot's feature occurs.
    int[] posts(int slotCount) {
        int[] posts = new int[slotCount];
        for (int[] known : slots) {
            for (int slot : known) {
                posts[slot]++;
            }
        }
        return posts;
    }
}
