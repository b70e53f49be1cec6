package tidings.scraper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tidings.aws.Json;
import tidings.aws.Queue;
import tidings.domain.Post;
import tidings.domain.SourceApi;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;

/// Packs the posts of one fetch into messages and queues each as soon as it is full, with one part in memory at a time.
final class PostsPublisher implements Consumer<Post> {
    /// Well below the queue's limit, so that several messages fit into one request.
    static final int MAX_BYTES = 200_000;

    private final ScrapeRequestedV1 request;
    private final SourceApi api;
    private final Instant fetchedAt;
    private final Queue<PostsMessage> queue;
    private final int envelope;
    private final List<Post> open = new ArrayList<>();
    private int firstRank;
    private int bytes;

    PostsPublisher(ScrapeRequestedV1 request, SourceApi api, Instant fetchedAt, Queue<PostsMessage> queue) {
        this.request = request;
        this.api = api;
        this.fetchedAt = fetchedAt;
        this.queue = queue;
        this.envelope = size(part(OptionalInt.of(Integer.MAX_VALUE), OptionalInt.of(Integer.MAX_VALUE)));
        this.bytes = envelope;
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

    private void flush(OptionalInt total, OptionalInt skipped) {
        queue.send(part(total, skipped));
        firstRank += open.size();
        open.clear();
        bytes = envelope;
    }

    private PostsFoundV1 part(OptionalInt total, OptionalInt skipped) {
        return new PostsFoundV1(
                request.feed(), request.run(), firstRank, total, open, request.waiting(), api, fetchedAt, skipped);
    }

    private static int size(Object value) {
        return Json.write(value).getBytes(StandardCharsets.UTF_8).length;
    }
}
