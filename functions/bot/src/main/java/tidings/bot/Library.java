package tidings.bot;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tidings.cards.Card;
import tidings.domain.Listing;
import tidings.domain.PostId;
import tidings.domain.SortedPost;
import tidings.domain.SubredditName;
import tidings.domain.TopicPage;
import tidings.domain.TopicPlace;
import tidings.store.Archive;
import tidings.store.Listings.Known;
import tidings.store.Subreddits;
import tidings.store.cache.Cached;

/// Sorted posts, as the bot reads them.
interface Library {
    Cached<Known> page(Listing listing, int first, int size);

    Cached<TopicPage> ofTopic(String topic, TopicPlace place, int size);

    Optional<SortedPost> find(PostId id);

    /// What is known of what a subreddit is about.
    Subreddits.Known known(SubredditName subreddit);

    /// @param hash of all that the card depends on
    Card classification(String hash, Supplier<Card> classify);

    /// Notes that somebody wants a listing, so that it is kept ready.
    void asked(Listing listing);

    /// The library in the archive.
    record Stored(Archive archive) implements Library {
        @Override
        public Cached<Known> page(Listing listing, int first, int size) {
            return archive.page(listing, first, size);
        }

        @Override
        public Cached<TopicPage> ofTopic(String topic, TopicPlace place, int size) {
            return archive.ofTopic(topic, place, size);
        }

        @Override
        public Optional<SortedPost> find(PostId id) {
            return archive.find(id);
        }

        @Override
        public Subreddits.Known known(SubredditName subreddit) {
            return archive.known(subreddit);
        }

        @Override
        public Card classification(String hash, Supplier<Card> classify) {
            return archive.classification(hash, classify);
        }

        @Override
        public void asked(Listing listing) {
            archive.asked(listing);
        }
    }

    /// A library without a book, for rehearsals.
    record Empty(InstantSource clock) implements Library {
        @Override
        public Cached<Known> page(Listing listing, int first, int size) {
            return new Cached<>(new Known.Nothing(), clock.instant(), false);
        }

        @Override
        public Cached<TopicPage> ofTopic(String topic, TopicPlace place, int size) {
            return new Cached<>(new TopicPage(0, List.of(), false), clock.instant(), false);
        }

        @Override
        public Optional<SortedPost> find(PostId id) {
            return Optional.empty();
        }

        @Override
        public Subreddits.Known known(SubredditName subreddit) {
            return Subreddits.Known.NOTHING;
        }

        @Override
        public Card classification(String hash, Supplier<Card> classify) {
            return classify.get();
        }

        @Override
        public void asked(Listing listing) {
            // Nobody did.
        }
    }
}
