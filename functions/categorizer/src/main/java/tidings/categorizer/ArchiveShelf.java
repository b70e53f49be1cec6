package tidings.categorizer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidings.cards.PostCards;
import tidings.contracts.ListingRefusedV1;
import tidings.contracts.PostsFoundV1;
import tidings.domain.Listing;
import tidings.domain.ListingPage;
import tidings.domain.SortedPost;
import tidings.domain.SubredditName;
import tidings.store.Archive;
import tidings.store.Listings;
import tidings.store.Readings.Recorded;
import tidings.store.Resorting.Stale;
import tidings.store.Subreddits.Known;
import tidings.store.Subreddits.Lesson;

/// The shelf in the archive.
record ArchiveShelf(Archive archive) implements Shelf {
    @Override
    public Recorded record(PostsFoundV1 part, List<SortedPost> sorted) {
        return archive.record(part, sorted);
    }

    @Override
    public void record(ListingRefusedV1 refused) {
        archive.record(refused);
    }

    @Override
    public Known known(SubredditName subreddit) {
        return archive.known(subreddit);
    }

    @Override
    public void learn(SubredditName subreddit, Lesson lesson) {
        archive.learn(subreddit, lesson);
    }

    @Override
    public int again(String model, int most, Function<List<Stale>, List<SortedPost>> sort) {
        return archive.sortAgain(model, most, sort);
    }

    @Override
    public Optional<ListingPage> firstPage(Listing listing) {
        return switch (archive.page(listing, 0, PostCards.PAGE).value()) {
            case Listings.Known.Page(ListingPage page) -> Optional.of(page);
            case Listings.Known.Nothing _, Listings.Known.Refused _ -> Optional.empty();
        };
    }
}
