package tidings.bot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.domain.Listing;
import tidings.domain.PostId;
import tidings.domain.SortedPost;
import tidings.domain.TopicPage;
import tidings.domain.TopicPlace;
import tidings.store.Listings;
import tidings.store.Listings.Known;

/// Sorted posts, as the bot reads them.
interface Library {
    Known page(Listing listing, int first, int size, Instant now);

    TopicPage ofTopic(String topic, TopicPlace place, int size);

    Optional<SortedPost> find(PostId id);

    /// The library in Postgres.
    record Stored(Listings listings) implements Library {
        @Override
        public Known page(Listing listing, int first, int size, Instant now) {
            return listings.page(listing, first, size, now);
        }

        @Override
        public TopicPage ofTopic(String topic, TopicPlace place, int size) {
            return listings.ofTopic(topic, place, size);
        }

        @Override
        public Optional<SortedPost> find(PostId id) {
            return listings.find(id);
        }
    }

    /// A library without a book, for rehearsals.
    record Empty() implements Library {
        @Override
        public Known page(Listing listing, int first, int size, Instant now) {
            return new Known.Nothing();
        }

        @Override
        public TopicPage ofTopic(String topic, TopicPlace place, int size) {
            return new TopicPage(0, List.of(), false);
        }

        @Override
        public Optional<SortedPost> find(PostId id) {
            return Optional.empty();
        }
    }
}
