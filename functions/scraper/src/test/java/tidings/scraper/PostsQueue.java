package tidings.scraper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tidings.aws.Json;
import tidings.aws.Queue;
import tidings.domain.Post;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedDelayedV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;

/// A queue in memory; messages make a round trip through JSON, as in a real queue.
final class PostsQueue implements Queue<PostsMessage> {
    private final List<PostsMessage> messages = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private int largest;

    @Override
    public void send(List<? extends PostsMessage> sent) {
        for (PostsMessage message : sent) {
            String json = Json.write(message);
            largest = Math.max(largest, json.getBytes(StandardCharsets.UTF_8).length);
            messages.add(Json.read(json, PostsMessage.class));
        }
    }

    @Override
    public void sendLater(PostsMessage message, Duration pause) {
        send(List.of(message));
        pauses.add(pause);
    }

    /// Of the delayed messages.
    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    List<FeedDelayedV1> delays() {
        return messages.stream()
                .filter(FeedDelayedV1.class::isInstance)
                .map(FeedDelayedV1.class::cast)
                .toList();
    }

    List<PostsMessage> all() {
        return List.copyOf(messages);
    }

    List<PostsFoundV1> parts() {
        return messages.stream()
                .filter(PostsFoundV1.class::isInstance)
                .map(PostsFoundV1.class::cast)
                .toList();
    }

    List<Post> posts() {
        return parts().stream().flatMap(part -> part.posts().stream()).toList();
    }

    List<FeedRefusedV1> refusals() {
        return messages.stream()
                .filter(FeedRefusedV1.class::isInstance)
                .map(FeedRefusedV1.class::cast)
                .toList();
    }

    /// Size of the largest message, in bytes.
    int largest() {
        return largest;
    }
}
