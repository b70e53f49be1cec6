package tidings.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.selection.Meaning;
import tidings.selection.SameStory;

/// What is known of new posts by what they mean.
///
/// @param meanings to keep with the posts
/// @param same other posts that tell the story of a post
public record Meant(Map<PostId, Meaning> meanings, Map<PostId, Set<PostId>> same) {
    public static final Meant NONE = new Meant(Map.of(), Map.of());

    private static final int MAX_CANDIDATES = 20;

    /// Compares posts with those that are kept and with each other.
    ///
    /// @param meanings of some of the posts
    public static Meant of(List<Post> posts, Map<PostId, Meaning> meanings, PostStore kept) {
        List<Post> known = posts.stream()
                .filter(post -> meanings.containsKey(post.id()) && SameStory.isComparable(post))
                .toList();
        List<Map<PostId, Double>> near = kept.near(
                known.stream().map(post -> meanings.get(post.id())).toList(), SameStory.MIN_LIKENESS, MAX_CANDIDATES);
        List<Post> candidates = kept.whole(
                near.stream().flatMap(one -> one.keySet().stream()).distinct().toList());
        Map<PostId, Set<PostId>> same = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            Post post = known.get(i);
            Map<PostId, Double> likeness = new HashMap<>(near.get(i));
            Meaning meaning = meanings.get(post.id());
            List<Post> before = known.subList(0, i);
            before.forEach(other -> likeness.put(other.id(), meaning.likeness(meanings.get(other.id()))));
            Set<PostId> found = Stream.concat(candidates.stream(), before.stream())
                    .filter(other -> !other.id().equals(post.id())
                            && likeness.containsKey(other.id())
                            && SameStory.isOne(post, other, likeness.get(other.id())))
                    .map(Post::id)
                    .collect(Collectors.toSet());
            if (!found.isEmpty()) {
                same.put(post.id(), found);
            }
        }
        return new Meant(meanings, same);
    }
}
