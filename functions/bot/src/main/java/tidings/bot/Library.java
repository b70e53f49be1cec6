package tidings.bot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.domain.Listing;
import tidings.domain.PostId;
import tidings.domain.SortedPost;
import tidings.store.Listings;
import tidings.store.Listings.Known;

/// Sorted posts, as the bot reads them.
interface Library {
    Known page(Listing listing, int first, int size, Instant now);

    List<SortedPost> ofTopic(String topic, int first, int size);

    Optional<SortedPost> find(PostId id);

    /// The library in Postgres.
    record Stored(Listings listings) implements Library {
        @Override
        public Known page(Listing listing, int first, int size, Instant now) {
            return listings.page(listing, first, size, now);
        }

        @Override
        public List<SortedPost> ofTopic(String topic, int first, int size) {
            return listings.ofTopic(topic, first, size);
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
        public List<SortedPost> ofTopic(String topic, int first, int size) {
            return List.of();
        }

        @Override
        public Optional<SortedPost> find(PostId id) {
            return Optional.empty();
        }
    }
}
