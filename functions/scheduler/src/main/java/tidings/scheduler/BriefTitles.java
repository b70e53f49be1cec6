package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import tidings.aws.Queue;
import tidings.domain.PostId;
import tidings.domain.SourceId;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.ratelimit.RedditMode;
import tidings.store.BriefStore;

/// Asks again for posts that briefs will show and that are no longer stored, so long before that they come in
/// time. No brief waits for them: it counts what did not come.
///
/// @param retention how long posts are stored since they were last seen
record BriefTitles(BriefStore briefs, Queue<ScrapeMessage> refreshes, RedditMode mode, Duration retention) {
    /// Where many chats want their briefs at the same time, each of these minutes has [#MAX_REQUESTS].
    static final Duration AHEAD = Duration.ofMinutes(10);

    /// More would take too much from what is followed.
    private static final int MAX_REQUESTS = 3;

    /// So many fill a request if they share no post.
    private static final int CHATS = PostsToCheckV1.MAX / BriefStore.MAX_SENT;

    /// A thousand chats in a minute, where they share their posts.
    private static final int MAX_BATCHES = 200;

    /// @param spare requests that are left
    /// @return how many were made
    int request(int spare, Instant now) {
        if (!mode.answersForPosts()) {
            return 0;
        }
        int room = Math.min(spare, MAX_REQUESTS) * PostsToCheckV1.MAX;
        SequencedSet<PostId> missing = new LinkedHashSet<>();
        boolean isLeft = true;
        for (int i = 0; i < MAX_BATCHES && isLeft && missing.size() + PostsToCheckV1.MAX <= room; i++) {
            Optional<List<PostId>> more = briefs.toRestore(now.plus(AHEAD), now.minus(retention), CHATS);
            more.ifPresent(missing::addAll);
            isLeft = more.isPresent();
        }
        List<PostId> posts = missing.stream()
                .filter(post -> post.source().equals(SourceId.REDDIT))
                .toList();
        List<ScrapeMessage> requests = new ArrayList<>();
        for (int first = 0; first < posts.size(); first += PostsToCheckV1.MAX) {
            List<PostId> part = posts.subList(first, Math.min(posts.size(), first + PostsToCheckV1.MAX));
            requests.add(new PostsToCheckV1(part, "b" + now.getEpochSecond() + "/" + part.getFirst(), true));
        }
        if (!requests.isEmpty()) {
            refreshes.send(requests);
        }
        return requests.size();
    }
}
