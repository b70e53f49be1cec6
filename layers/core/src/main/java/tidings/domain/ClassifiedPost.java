package tidings.domain;

/// A post with its topic.
///
/// @param topic id of a topic, or `other`
/// @param confidence probability that the topic is right, from 0 to 1
/// @param model version of the model that said so
public record ClassifiedPost(Post post, String topic, float confidence, String model) {
    /// With the counts that are known by now.
    public ClassifiedPost with(PostCounts counts) {
        return new ClassifiedPost(post.with(counts), topic, confidence, model);
    }
}
