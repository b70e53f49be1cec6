package tidings.scraper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tidings.aws.Json;
import tidings.aws.Queue;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.SourceApi;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;

/// Packs the posts of one fetch into messages and queues each as soon as it is full, with one part in memory at a time.
final class PostsPublisher implements Consumer<Post> {
    /// Well below the queue's limit, so that several messages fit into one request.
    static final int MAX_BYTES = 200_000;

    private final Packing packing;
    private final Queue<PostsMessage> queue;
    private final int envelope;
    private final List<Post> open = new ArrayList<>();
    private int firstRank;
    private int bytes;

    /// Makes the message of a part.
    interface Packing {
        /// @param total number of all posts, of the last part only, as `skipped` is
        PostsMessage part(int first, OptionalInt total, List<Post> posts, OptionalInt skipped);
    }

    PostsPublisher(Packing packing, Queue<PostsMessage> queue) {
        this.packing = packing;
        this.queue = queue;
        OptionalInt longest = OptionalInt.of(Integer.MAX_VALUE);
        this.envelope = size(packing.part(Integer.MAX_VALUE, longest, List.of(), longest));
        this.bytes = envelope;
    }

    PostsPublisher(ScrapeRequestedV1 request, SourceApi api, Instant fetchedAt, Queue<PostsMessage> queue) {
        this(request, List.of(), api, fetchedAt, queue);
    }

    /// @param communities of which its owner made the feed, if they are known
    PostsPublisher(
            ScrapeRequestedV1 request,
            List<Community> communities,
            SourceApi api,
            Instant fetchedAt,
            Queue<PostsMessage> queue) {
        this(
                (first, total, posts, skipped) -> new PostsFoundV1(
                        request.feed(),
                        request.run(),
                        first,
                        total,
                        posts,
                        request.waiting(),
                        api,
                        fetchedAt,
                        skipped,
                        communities),
                queue);
    }

    @Override
    public void accept(Post post) {
        int more = size(post) + 1;
        if (bytes + more > MAX_BYTES && !open.isEmpty()) {
            flush(OptionalInt.empty(), OptionalInt.empty());
        }
        open.add(post);
        bytes += more;
    }

    /// Queues the last part, which carries the total.
    ///
    /// @param skipped how many posts could not be read
    /// @return the total number of posts
    int finish(int skipped) {
        int total = firstRank + open.size();
        flush(OptionalInt.of(total), skipped == 0 ? OptionalInt.empty() : OptionalInt.of(skipped));
        return total;
    }

    /// Queues the last part; that of a feed which may have more carries no total, so that it never counts as
    /// whole.
    void finish(boolean isWhole) {
        if (isWhole) {
            finish(0);
        } else {
            flush(OptionalInt.empty(), OptionalInt.empty());
        }
    }

    private void flush(OptionalInt total, OptionalInt skipped) {
        queue.send(packing.part(firstRank, total, open, skipped));
        firstRank += open.size();
        open.clear();
        bytes = envelope;
    }

    private static int size(Object value) {
        return Json.write(value).getBytes(StandardCharsets.UTF_8).length;
    }
}
