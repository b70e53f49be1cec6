package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.domain.TopicCursor;
import tidings.follows.About;
import tidings.follows.Decision;
import tidings.follows.Decision.Wanted;
import tidings.follows.FollowQuery;
import tidings.follows.Matcher;
import tidings.follows.Origin;
import tidings.selection.Meaning;
import tidings.store.FeedStore.Recent;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.PostStore;
import tidings.store.TaughtPosts;

/// Tells what a query would have brought, of the posts that are stored.
///
/// @param topics ids of all topics
public record Previews(TaughtPosts posts, List<String> topics) {
    private static final Duration LOOKED_BACK = Duration.ofHours(48);
    private static final Duration LISTED = Duration.ofDays(1);

    /// Of what is known without a gap, less tells nothing of a day.
    private static final Duration LEAST_SPAN = Duration.ofHours(12);

    /// What is so little less like than what is wanted at the widest is shown, too.
    private static final double NEARLY = 0.02;

    private static final int LEAST_NEW = 50;
    private static final int OF_NEW = 300;
    static final int OF_A_FEED = 100;
    private static final int OF_A_TOPIC = 50;
    private static final int OF_ANY_TOPIC = 20;

    /// Posts of a time.
    ///
    /// @param isWhole whether they are all that may be wanted of that time, not the best of it
    private record Sample(List<ClassifiedPost> posts, Instant since, Instant until, boolean isWhole) {
        private static final Sample NONE = new Sample(List.of(), Instant.MAX, Instant.MAX, true);

        static Sample of(Recent recent) {
            return new Sample(recent.posts(), recent.since(), recent.until(), true);
        }

        double days() {
            return Math.max(1, Duration.between(since, until).toMinutes()) / (24 * 60.0);
        }
    }

    /// @param posts looked at, each with what the query says to it
    /// @param aDay how many come a day if it goes on like that, rounded up
    /// @param isAtLeast whether that many are among the best posts alone
    /// @param since of when the posts are
    /// @param shortest of when those are that cover the shortest time
    /// @param unread communities of which nothing is stored
    /// @param refused communities that cannot be read, and why
    public record Preview(
            Map<ClassifiedPost, Decision> posts,
            long aDay,
            boolean isAtLeast,
            Instant since,
            Instant shortest,
            List<Community> unread,
            Map<Community, SourceProblem> refused) {
        public long wanted() {
            return posts.values().stream().filter(Wanted.class::isInstance).count();
        }
    }

    /// @param chat for which it is, with the topics that the chat taught
    public Preview of(ChatId chat, FollowQuery query, Instant now) {
        return of(chat, query, now, Map.of());
    }

    /// @param read what was read just now
    Preview of(ChatId chat, FollowQuery query, Instant now, Map<Feed, StoredFeed> read) {
        Optional<Meaning> meaning = query.about().flatMap(About::meaning);
        if (meaning.isPresent()) {
            return preview(query, List.of(alike(chat, query, meaning.get(), now)), List.of(), Map.of(), now);
        }
        List<Sample> samples = new ArrayList<>();
        List<Community> unread = new ArrayList<>();
        Map<Community, SourceProblem> refused = new LinkedHashMap<>();
        for (Origin origin : query.origins()) {
            switch (origin) {
                case Origin.OfCommunity(Community community) ->
                    samples.add(sample(chat, query, community, read, unread, refused, now));
                case Origin.OfTopic(String topic) -> samples.add(best(chat, topic, OF_A_TOPIC, now));
                case Origin.Anywhere _ -> topics.forEach(topic -> samples.add(best(chat, topic, OF_ANY_TOPIC, now)));
            }
        }
        if (unread.size() > 1 && stored(chat, feed(unread), read) instanceof StoredFeed.Page(var page)) {
            samples.add(best(query, page));
            unread.clear();
        }
        return preview(query, samples, unread, refused, now);
    }

    /// Those of all posts that are the likest, though they may be too little like it.
    private Sample alike(ChatId chat, FollowQuery query, Meaning meaning, Instant now) {
        double least = About.WIDEST / 100.0 - NEARLY;
        Map<PostId, Double> near =
                posts.posts().near(List.of(meaning), least, PostStore.MAX_FOUND).getFirst();
        List<ClassifiedPost> found = posts.of(chat, posts.posts().find(List.copyOf(near.keySet())));
        boolean isWhole = near.size() < PostStore.MAX_FOUND
                || near.values().stream()
                        .anyMatch(likeness ->
                                likeness * 100 < query.about().orElseThrow().likeness());
        Instant since = found.stream()
                .map(post -> post.post().created())
                .filter(now.minus(LOOKED_BACK)::isBefore)
                .min(Comparator.naturalOrder())
                .orElse(now);
        return new Sample(found, since, now, isWhole);
    }

    private Preview preview(
            FollowQuery query,
            List<Sample> samples,
            List<Community> unread,
            Map<Community, SourceProblem> refused,
            Instant now) {
        Matcher<FollowQuery> matcher = Matcher.of(List.of(query), one -> one);
        Map<PostId, Meaning> meanings = query.about().isEmpty()
                ? Map.of()
                : posts.posts()
                        .meanings(samples.stream()
                                .flatMap(sample -> sample.posts().stream())
                                .map(post -> post.post().id())
                                .toList());
        Map<ClassifiedPost, Decision> decided = new LinkedHashMap<>();
        Set<PostId> seen = new HashSet<>();
        double aDay = 0;
        for (Sample sample : samples) {
            int wanted = 0;
            for (ClassifiedPost post : sample.posts()) {
                if (post.post().created().isAfter(now.minus(LOOKED_BACK))
                        && seen.add(post.post().id())) {
                    Decision decision = matcher.decisions(
                                    post,
                                    Optional.ofNullable(meanings.get(post.post().id())))
                            .getFirst();
                    decided.put(post, decision);
                    wanted += decision instanceof Wanted ? 1 : 0;
                }
            }
            aDay += wanted / sample.days();
        }
        List<Instant> since = samples.stream()
                .filter(sample -> !sample.posts().isEmpty())
                .map(Sample::since)
                .sorted()
                .toList();
        return new Preview(
                decided,
                (long) Math.ceil(aDay),
                !samples.stream().allMatch(Sample::isWhole),
                since.isEmpty() ? now : since.getFirst(),
                since.isEmpty() ? now : since.getLast(),
                unread,
                refused);
    }

    private StoredFeed stored(ChatId chat, Feed feed, Map<Feed, StoredFeed> read) {
        StoredFeed now = read.get(feed);
        return now == null ? posts.page(chat, feed, 0, OF_A_FEED).value() : posts.of(chat, now);
    }

    private Sample sample(
            ChatId chat,
            FollowQuery query,
            Community community,
            Map<Feed, StoredFeed> read,
            List<Community> unread,
            Map<Community, SourceProblem> refused,
            Instant now) {
        return switch (stored(chat, feed(List.of(community)), read)) {
            case StoredFeed.Page(var page) ->
                newest(chat, query, community, now).map(Sample::of).orElseGet(() -> best(query, page));
            case StoredFeed.Refused(SourceProblem reason, var _)
            when !reason.isTransient() -> {
                refused.put(community, reason);
                yield Sample.NONE;
            }
            case StoredFeed.Refused _, StoredFeed.Missing _ -> {
                Optional<Recent> newest = newest(chat, query, community, now);
                if (newest.isEmpty()) {
                    unread.add(community);
                }
                yield newest.map(Sample::of).orElse(Sample.NONE);
            }
        };
    }

    /// What just came has no votes yet, and what is not for minors is not among it.
    private Optional<Recent> newest(ChatId chat, FollowQuery query, Community community, Instant now) {
        return query.minScore().isPresent() || query.minComments().isPresent() || query.adult()
                ? Optional.empty()
                : posts.recent(chat, community, OF_NEW)
                        .filter(recent -> recent.until().isAfter(now.minus(LEAST_SPAN))
                                && (recent.posts().size() >= LEAST_NEW
                                        || Duration.between(recent.since(), recent.until())
                                                        .compareTo(LEAST_SPAN)
                                                >= 0));
    }

    /// A day's best posts are all of the day if there are few, and all with so many votes if others have fewer.
    private static Sample best(FollowQuery query, FeedPage page) {
        boolean isWhole = page.total() < OF_A_FEED
                || query.minScore().isPresent()
                        && page.posts().stream()
                                .flatMapToInt(post -> post.post().score().stream())
                                .anyMatch(score -> score < query.minScore().getAsInt());
        return new Sample(page.posts(), page.fetchedAt().minus(LISTED), page.fetchedAt(), isWhole);
    }

    private Sample best(ChatId chat, String topic, int max, Instant now) {
        List<ClassifiedPost> best =
                posts.topic(chat, topic, new TopicCursor.Top(), max).value().posts();
        Instant since = best.stream()
                .map(post -> post.post().created())
                .min(Comparator.naturalOrder())
                .orElse(now);
        return new Sample(best, since, now, best.size() < max);
    }

    /// What is fetched for the preview of communities.
    public static Feed feed(List<Community> communities) {
        return new Feed(Community.together(communities), Period.DAY);
    }
}
