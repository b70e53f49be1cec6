package tidings.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.domain.Community;

/// What is known of communities. Thread-safe.
public interface CommunityStore {
    Knowledge knowledge(Community community);

    /// Replaces what was learned of a community, alone among all that do the same.
    void learn(Community community, PriorUpdate update);

    /// Counts new posts of communities whose topics are known without learning.
    void count(Map<Community, Integer> posts);

    /// Fixes the topic of a community whatever the model thinks of its posts.
    void fix(Community community, String topic);

    /// The communities that an operator or what was learned of them puts into a topic, those of which the most
    /// posts were read first; without those of which few were.
    List<Community> ofTopic(String topic, int max);

    /// @param fixedTopic the topic that an operator fixed
    /// @param prior what was learned, in the model's own form
    record Knowledge(Optional<String> fixedTopic, Optional<byte[]> prior) {
        public static final Knowledge NONE = new Knowledge(Optional.empty(), Optional.empty());
    }

    /// @param prior the model's own form
    /// @param posts how many posts it comes from
    /// @param topic the likeliest topic of the community
    /// @param confidence its probability
    record Learned(byte[] prior, int posts, String topic, float confidence) {}

    /// Makes what is learned of what was learned before.
    @FunctionalInterface
    interface PriorUpdate {
        Learned after(Optional<byte[]> prior);
    }
}
