package tidings.store;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;

/// Which story each new post tells. A place gets a story once.
final class Stories {
    private Stories() {}

    /// Each post tells a story of its own.
    static Map<PostId, String> of(List<ClassifiedPost> newPosts) {
        return newPosts.stream()
                .map(post -> post.post().id())
                .collect(Collectors.toMap(Function.identity(), PostId::value));
    }
}
