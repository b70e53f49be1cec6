package tidings.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// A post with its topic.
///
/// @param topic id of a topic, or `other`
/// @param confidence probability that the likeliest topic is right, from 0 to 1
/// @param model version of the model that said so
/// @param likely of one that is `other`: ids of the two likeliest topics, the likeliest first; empty if nobody
///     knows
public record ClassifiedPost(
        Post post,
        String topic,
        float confidence,
        String model,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> likely) {
    @JsonCreator
    public ClassifiedPost {
        likely = likely == null ? List.of() : List.copyOf(likely);
    }

    public ClassifiedPost(Post post, String topic, float confidence, String model) {
        this(post, topic, confidence, model, List.of());
    }

    /// The same post for a chat that taught which topic it belongs to.
    public ClassifiedPost taught(String other) {
        return new ClassifiedPost(post, other, 1, model);
    }

    /// With the counts that are known by now.
    public ClassifiedPost with(PostCounts counts) {
        return new ClassifiedPost(post.with(counts), topic, confidence, model, likely);
    }
}
