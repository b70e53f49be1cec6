package tidings.scraper;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tidings.aws.Queue;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedAbsentV1;
import tidings.messages.PostsMessage.FeedDelayedV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.messages.PostsMessage.PhraseAskedV1;
import tidings.messages.PostsMessage.PostsCheckedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.PostsHeldV1;
import tidings.messages.PostsMessage.PostsRestoredV1;
import tidings.messages.PostsMessage.WaitOverV1;

/// Puts each message of posts into the queue of those that somebody waits for, or may have joined, or into that of the
/// others, so that these delay nobody.
record PostsQueues(Queue<PostsMessage> waitedFor, Queue<PostsMessage> others) implements Queue<PostsMessage> {
    /// All in one queue.
    static PostsQueues of(Queue<PostsMessage> queue) {
        return new PostsQueues(queue, queue);
    }

    @Override
    public void send(List<? extends PostsMessage> messages) {
        Map<Boolean, List<PostsMessage>> some =
                messages.stream().collect(Collectors.partitioningBy(PostsQueues::isWaitedFor));
        if (!some.get(true).isEmpty()) {
            waitedFor.send(some.get(true));
        }
        if (!some.get(false).isEmpty()) {
            others.send(some.get(false));
        }
    }

    @Override
    public void sendLater(PostsMessage message, Duration pause) {
        (isWaitedFor(message) ? waitedFor : others).sendLater(message, pause);
    }

    private static boolean isWaitedFor(PostsMessage message) {
        return switch (message) {
            case PostsFoundV1 _, FeedRefusedV1 _, FeedAbsentV1 _, FeedDelayedV1 _, WaitOverV1 _, PhraseAskedV1 _ ->
                true;
            case NewPostsFoundV1 newest -> !newest.waiting().isEmpty();
            case NewPostsMissedV1 _, PostsCheckedV1 _, PostsRestoredV1 _, PostsHeldV1 _ -> false;
        };
    }
}
