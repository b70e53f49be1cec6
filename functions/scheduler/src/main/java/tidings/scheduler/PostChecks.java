package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tidings.aws.Queue;
import tidings.domain.PostId;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.ratelimit.RedditMode;
import tidings.store.PostStore;

/// Finds posts that somebody removed: asks for those that were not seen for longest, as far as Reddit's budget is
/// left.
record PostChecks(PostStore posts, Queue<ScrapeMessage> refreshes, RedditMode mode) {
    /// A post that was seen less long ago is there.
    private static final Duration SEEN = Duration.ofHours(1);

    /// More would crowd out what people see sooner: new posts.
    private static final int MAX_REQUESTS = 3;

    /// @param spare requests that are left
    /// @return how many were made
    int request(int spare, Instant now) {
        if (!mode.answersForPosts()) {
            return 0;
        }
        List<ScrapeMessage> requests = new ArrayList<>();
        int last = PostsToCheckV1.MAX;
        while (requests.size() < Math.min(spare, MAX_REQUESTS) && last == PostsToCheckV1.MAX) {
            List<PostId> due = posts.toCheck(now.minus(SEEN), PostsToCheckV1.MAX);
            if (!due.isEmpty()) {
                requests.add(new PostsToCheckV1(due, "c" + now.getEpochSecond() + "/" + due.getFirst()));
            }
            last = due.size();
        }
        if (!requests.isEmpty()) {
            refreshes.send(requests);
        }
        return requests.size();
    }
}
