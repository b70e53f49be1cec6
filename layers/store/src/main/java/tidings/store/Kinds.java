package tidings.store;

import java.time.Duration;
import tidings.telegram.Card;
import tidings.domain.ClassifiedPost;
import tidings.domain.TopicPage;
import tidings.settings.Profile;
import tidings.store.Listings.Known;
import tidings.store.cache.CacheRegion;

/// Everything that is read more than once, and for how long it is kept.
///
/// @param feed a page of a feed, or why there is none. It says itself when its source was read, and every reading
///     replaces it: so it may lie longer than a feed is fresh
/// @param topic a page of a topic. Readings do not replace it: they come by the second, and each changes most topics
/// @param subreddit what is known of a subreddit
/// @param classification the card that says what a text is about; it quotes a few words of the text
public record Kinds(
        CacheRegion<Known> feed,
        CacheRegion<TopicPage> topic,
        CacheRegion<ClassifiedPost> post,
        CacheRegion<Subreddits.Known> subreddit,
        CacheRegion<Card> classification) {
    /// While the database is away, people are shown what is so much older than it should be. By this and the time that
    /// a page is fresh, raw content may outlive its end in the database.
    private static final Duration STALE = Duration.ofHours(1);

    public static Kinds of(Profile profile) {
        return new Kinds(
                CacheRegion.of("listing", 1, Known.class, profile.listingTtl().multipliedBy(3), STALE),
                CacheRegion.of("topic", 1, TopicPage.class, profile.topicTtl(), STALE),
                CacheRegion.of("post", 1, ClassifiedPost.class, profile.listingTtl(), STALE),
                CacheRegion.of("subreddit", 1, Subreddits.Known.class, profile.subredditTtl(), STALE),
                CacheRegion.of("classification", 1, Card.class, profile.classificationTtl(), Duration.ZERO));
    }
}
