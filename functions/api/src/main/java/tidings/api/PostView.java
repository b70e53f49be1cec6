package tidings.api;

import java.time.Instant;
import java.util.OptionalInt;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;

/// A post as the API shows it.
///
/// @param confidence that the topic is right
record PostView(
        String id,
        String title,
        String url,
        String community,
        String topic,
        float confidence,
        OptionalInt score,
        OptionalInt comments,
        Instant created) {
    static PostView of(ClassifiedPost classified) {
        Post post = classified.post();
        return new PostView(
                post.id().value(),
                post.title(),
                post.permalink(),
                post.community().label(),
                classified.topic(),
                classified.confidence(),
                post.score(),
                post.comments(),
                post.created());
    }
}
