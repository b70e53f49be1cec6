package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import tidings.aws.Queue;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.domain.SourceId;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.ratelimit.RedditMode;
import tidings.store.BriefStore;
import tidings.store.BriefStore.Missing;

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

    /// Communities of one request for a feed: of more, few posts of each are among the best.
    private static final int TOGETHER = 10;

    /// A thousand chats in a minute, where they share their posts.
    private static final int MAX_BATCHES = 200;

    /// @param spare requests that are left
    /// @return how many were made
    int request(int spare, Instant now) {
        return switch (mode) {
            case OAUTH, SANDBOX -> byIds(spare, now);
            case RSS -> spare > 0 ? amongTheBest(now) : 0;
            case OFF -> 0;
        };
    }

    private int byIds(int spare, Instant now) {
        int room = Math.min(spare, MAX_REQUESTS) * PostsToCheckV1.MAX;
        SequencedSet<PostId> missing = new LinkedHashSet<>();
        boolean isLeft = true;
        for (int i = 0; i < MAX_BATCHES && isLeft && missing.size() + PostsToCheckV1.MAX <= room; i++) {
            Optional<Missing> more = briefs.toRestore(now.plus(AHEAD), now.minus(retention), CHATS);
            more.ifPresent(some -> missing.addAll(some.posts()));
            isLeft = more.isPresent();
        }
        List<PostId> posts = ofReddit(missing);
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

    /// Feeds cannot be asked for posts: the best posts of the week of the communities that chats follow by name
    /// are read with one request, for as many chats as it can serve.
    private int amongTheBest(Instant now) {
        SequencedSet<PostId> missing = new LinkedHashSet<>();
        SequencedSet<Community> communities = new TreeSet<>();
        Optional<Missing> more;
        do {
            more = briefs.toRestore(now.plus(AHEAD), now.minus(retention), 1);
            more.filter(some -> !some.communities().isEmpty()).ifPresent(some -> {
                missing.addAll(some.posts());
                communities.addAll(some.communities());
            });
        } while (more.isPresent()
                && communities.size() < TOGETHER
                && missing.size() + BriefStore.MAX_SENT <= PostsToCheckV1.MAX);
        List<PostId> posts = ofReddit(missing);
        List<Community> among = communities.stream()
                .filter(community -> community.source().equals(SourceId.REDDIT))
                .limit(TOGETHER)
                .toList();
        if (posts.isEmpty() || among.isEmpty()) {
            return 0;
        }
        refreshes.send(
                List.of(new PostsToCheckV1(posts, "b" + now.getEpochSecond() + "/" + posts.getFirst(), true, among)));
        return 1;
    }

    private static List<PostId> ofReddit(Collection<PostId> posts) {
        return posts.stream()
                .filter(post -> post.source().equals(SourceId.REDDIT))
                .toList();
    }
}
