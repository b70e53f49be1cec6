package tidings.store;

import java.time.Duration;
import tidings.cards.Card;
import tidings.domain.SortedPost;
import tidings.domain.TopicPage;
import tidings.platform.Profile;
import tidings.store.Listings.Known;
import tidings.store.cache.Kind;

/// Everything that is read more than once, and for how long it is kept.
///
/// @param listing a page of a listing, or why there is none. It says itself when its source was read, and every reading
///     replaces it: so it may lie longer than a listing is fresh
/// @param topic a page of a topic. Readings do not replace it: they come by the second, and each changes most topics
/// @param subreddit what is known of a subreddit
/// @param classification the card that says what a text is about; it quotes a few words of the text
public record Kinds(
        Kind<Known> listing,
        Kind<TopicPage> topic,
        Kind<SortedPost> post,
        Kind<Subreddits.Known> subreddit,
        Kind<Card> classification) {
    /// While the database is away, people are shown what is so much older than it should be. By this and the time that
    /// a page is fresh, raw content may outlive its end in the database.
    private static final Duration STALE = Duration.ofHours(1);

    public static Kinds of(Profile profile) {
        return new Kinds(
                Kind.of("listing", 1, Known.class, profile.listingFresh().multipliedBy(3), STALE),
                Kind.of("topic", 1, TopicPage.class, profile.topicFresh(), STALE),
                Kind.of("post", 1, SortedPost.class, profile.listingFresh(), STALE),
                Kind.of("subreddit", 1, Subreddits.Known.class, profile.subredditFresh(), STALE),
                Kind.of("classification", 1, Card.class, profile.classificationFresh(), Duration.ZERO));
    }
}
