package tidings.bot;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tidings.telegram.Card;
import tidings.domain.Feed;
import tidings.domain.PostId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.TopicPage;
import tidings.domain.TopicCursor;
import tidings.store.Archive;
import tidings.store.Listings.Known;
import tidings.store.Subreddits;
import tidings.store.cache.Cached;

/// Sorted posts, as the bot reads them.
interface Library {
    Cached<Known> page(Feed feed, int first, int size);

    Cached<TopicPage> ofTopic(String topic, TopicCursor place, int size);

    Optional<ClassifiedPost> find(PostId id);

    /// What is known of what a subreddit is about.
    Subreddits.Known known(Community subreddit);

    /// @param hash of all that the card depends on
    Card classification(String hash, Supplier<Card> classify);

    /// Notes that somebody wants a feed, so that it is kept ready.
    void asked(Feed feed);

    /// The library in the archive.
    record Stored(Archive archive) implements Library {
        @Override
        public Cached<Known> page(Feed feed, int first, int size) {
            return archive.page(feed, first, size);
        }

        @Override
        public Cached<TopicPage> ofTopic(String topic, TopicCursor place, int size) {
            return archive.ofTopic(topic, place, size);
        }

        @Override
        public Optional<ClassifiedPost> find(PostId id) {
            return archive.find(id);
        }

        @Override
        public Subreddits.Known known(Community subreddit) {
            return archive.known(subreddit);
        }

        @Override
        public Card classification(String hash, Supplier<Card> classify) {
            return archive.classification(hash, classify);
        }

        @Override
        public void asked(Feed feed) {
            archive.asked(feed);
        }
    }

    /// A library without a book, for rehearsals.
    record Empty(InstantSource clock) implements Library {
        @Override
        public Cached<Known> page(Feed feed, int first, int size) {
            return new Cached<>(new Known.Nothing(), clock.instant(), false);
        }

        @Override
        public Cached<TopicPage> ofTopic(String topic, TopicCursor place, int size) {
            return new Cached<>(new TopicPage(0, List.of(), false), clock.instant(), false);
        }

        @Override
        public Optional<ClassifiedPost> find(PostId id) {
            return Optional.empty();
        }

        @Override
        public Subreddits.Known known(Community subreddit) {
            return Subreddits.Known.NOTHING;
        }

        @Override
        public Card classification(String hash, Supplier<Card> classify) {
            return classify.get();
        }

        @Override
        public void asked(Feed feed) {
            // Nobody did.
        }
    }
}
