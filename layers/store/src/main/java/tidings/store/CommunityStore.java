package tidings.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidings.domain.Community;
import tidings.domain.Post;

/// What is known of communities. Thread-safe.
public interface CommunityStore {
    /// From this share of posts that are not for minors on, a community is not named to those who did not ask for it.
    /// Reddit marks every post of a community for adults.
    float ADULT = 0.5f;

    /// How much the new posts change that share: what came the last eight times decides.
    float NEWS = 0.125f;

    Knowledge knowledge(Community community);

    /// Replaces what was learned of a community, alone among all that do the same.
    void learn(Community community, PriorUpdate update);

    /// Counts new posts of communities whose topics are known without learning.
    void count(Map<Community, Count> posts);

    /// Those that may be named to anybody: posts of them were read, and most are for minors, too.
    Set<Community> nameable(Collection<Community> communities);

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

    /// New posts of a community.
    ///
    /// @param adult how many of them are not for minors
    record Count(int posts, int adult) {
        public static Count of(Collection<Post> posts) {
            return new Count(
                    posts.size(), (int) posts.stream().filter(Post::adult).count());
        }

        public float share() {
            return posts == 0 ? 0 : (float) adult / posts;
        }
    }

    /// @param prior the model's own form
    /// @param posts how many posts it comes from
    /// @param topic the likeliest topic of the community
    /// @param confidence its probability
    /// @param adult share of the new posts that are not for minors
    record Learned(byte[] prior, int posts, String topic, float confidence, float adult) {
        public Learned(byte[] prior, int posts, String topic, float confidence) {
            this(prior, posts, topic, confidence, 0);
        }
    }

    /// Makes what is learned of what was learned before.
    @FunctionalInterface
    interface PriorUpdate {
        Learned after(Optional<byte[]> prior);
    }
}
