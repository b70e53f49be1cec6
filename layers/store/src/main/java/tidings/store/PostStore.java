package tidings.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;

/// Posts by themselves. Thread-safe.
public interface PostStore {
    /// A post, if it is stored.
    Optional<ClassifiedPost> find(PostId id);

    /// Classifies up to `max` posts again that another model than `model` classified. Posts that somebody else is
    /// classifying at the time are skipped, so several environments can share the work.
    ///
    /// @param classify gives each post its new topic, in the order of the posts
    /// @return how many posts there were
    int reclassify(String model, int max, Function<List<Stale>, List<ClassifiedPost>> classify);

    /// A post to classify again, and what is known of its community.
    record Stale(ClassifiedPost post, CommunityStore.Knowledge knowledge) {}
}
