package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.domain.TopicCursor;
import tidings.follows.Decision;
import tidings.follows.Decision.Wanted;
import tidings.follows.FollowQuery;
import tidings.follows.Matcher;
import tidings.follows.Origin;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.TaughtPosts;

/// Tells what a query would have brought, of the posts that are stored.
///
/// @param topics ids of all topics
public record Previews(TaughtPosts posts, List<String> topics) {
    private static final Duration LOOKED_BACK = Duration.ofHours(48);
    static final int OF_A_FEED = 100;
    private static final int OF_A_TOPIC = 50;
    private static final int OF_ANY_TOPIC = 20;

    /// @param posts looked at, each with what the query says to it, the best first
    /// @param since when the oldest of them was posted
    /// @param unread communities of which nothing is stored
    /// @param refused communities that cannot be read, and why
    public record Preview(
            Map<ClassifiedPost, Decision> posts,
            Instant since,
            List<Community> unread,
            Map<Community, SourceProblem> refused) {
        public long wanted() {
            return posts.values().stream().filter(Wanted.class::isInstance).count();
        }

        /// How many come a day if it goes on like that, rounded up.
        public long aDay(Instant now) {
            double hours = Math.max(1, Duration.between(since, now).toMinutes() / 60.0);
            return (long) Math.ceil(wanted() * 24 / hours);
        }
    }

    /// @param chat for which it is, with the topics that the chat taught
    public Preview of(ChatId chat, FollowQuery query, Instant now) {
        return of(chat, query, now, Map.of());
    }

    /// @param read what was read just now
    Preview of(ChatId chat, FollowQuery query, Instant now, Map<Feed, StoredFeed> read) {
        Map<PostId, ClassifiedPost> found = new LinkedHashMap<>();
        List<Community> unread = new ArrayList<>();
        Map<Community, SourceProblem> refused = new LinkedHashMap<>();
        for (Origin origin : query.origins()) {
            List<ClassifiedPost> of = switch (origin) {
                case Origin.OfCommunity(Community community) -> posts(chat, community, read, unread, refused);
                case Origin.OfTopic(String topic) -> posts(chat, topic, OF_A_TOPIC);
                case Origin.Anywhere _ ->
                    topics.stream()
                            .flatMap(topic -> posts(chat, topic, OF_ANY_TOPIC).stream())
                            .toList();
            };
            add(of, now, found);
        }
        if (unread.size() > 1 && stored(chat, feed(unread), read) instanceof StoredFeed.Page(var page)) {
            add(page.posts(), now, found);
            unread.clear();
        }
        Matcher<FollowQuery> matcher = Matcher.of(List.of(query), one -> one);
        Map<ClassifiedPost, Decision> decided = new LinkedHashMap<>();
        found.values().forEach(post -> decided.put(post, matcher.decisions(post).getFirst()));
        Optional<Instant> since =
                found.values().stream().map(post -> post.post().created()).min(Comparator.naturalOrder());
        return new Preview(decided, since.orElse(now), unread, refused);
    }

    private static void add(List<ClassifiedPost> posts, Instant now, Map<PostId, ClassifiedPost> found) {
        posts.stream()
                .filter(post -> post.post().created().isAfter(now.minus(LOOKED_BACK)))
                .forEach(post -> found.putIfAbsent(post.post().id(), post));
    }

    private StoredFeed stored(ChatId chat, Feed feed, Map<Feed, StoredFeed> read) {
        StoredFeed now = read.get(feed);
        return now == null ? posts.page(chat, feed, 0, OF_A_FEED).value() : posts.of(chat, now);
    }

    private List<ClassifiedPost> posts(
            ChatId chat,
            Community community,
            Map<Feed, StoredFeed> read,
            List<Community> unread,
            Map<Community, SourceProblem> refused) {
        switch (stored(chat, feed(List.of(community)), read)) {
            case StoredFeed.Page(var page) -> {
                return page.posts();
            }
            case StoredFeed.Refused(SourceProblem reason, var _)
            when !reason.isTransient() -> refused.put(community, reason);
            case StoredFeed.Refused _, StoredFeed.Missing _ -> unread.add(community);
        }
        return List.of();
    }

    private List<ClassifiedPost> posts(ChatId chat, String topic, int max) {
        return posts.topic(chat, topic, new TopicCursor.Top(), max).value().posts();
    }

    /// What is fetched for the preview of communities.
    public static Feed feed(List<Community> communities) {
        return new Feed(Community.together(communities), Period.DAY);
    }
}
