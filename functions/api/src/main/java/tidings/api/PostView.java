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
        String subreddit,
        String title,
        String url,
        String permalink,
        OptionalInt score,
        OptionalInt comments,
        Instant created,
        String topic,
        double confidence) {
    static PostView of(ClassifiedPost classified) {
        Post post = classified.post();
        return new PostView(
                post.id().value(),
                post.community().value(),
                post.title(),
                post.url(),
                post.permalink(),
                post.score(),
                post.comments(),
                post.created(),
                classified.topic(),
                classified.confidence());
    }
}
