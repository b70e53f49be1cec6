package tidings.categorizer;

import java.time.InstantSource;
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
import tidings.store.Database;
import tidings.store.Listings;
import tidings.store.Readings;
import tidings.store.Readings.Recorded;
import tidings.store.Resorting;
import tidings.store.Resorting.Stale;
import tidings.store.Subreddits;
import tidings.store.Subreddits.Known;
import tidings.store.Subreddits.Lesson;

/// The shelf in Postgres.
final class DatabaseShelf implements Shelf {
    private final Readings readings;
    private final Listings listings;
    private final Subreddits subreddits;
    private final Resorting resorting;
    private final InstantSource clock;

    DatabaseShelf(Database database, InstantSource clock) {
        this.readings = new Readings(database);
        this.listings = new Listings(database);
        this.subreddits = new Subreddits(database);
        this.resorting = new Resorting(database);
        this.clock = clock;
    }

    @Override
    public Recorded record(PostsFoundV1 part, List<SortedPost> sorted) {
        return readings.record(part, sorted);
    }

    @Override
    public void record(ListingRefusedV1 refused) {
        readings.record(refused);
    }

    @Override
    public Known known(SubredditName subreddit) {
        return subreddits.known(subreddit);
    }

    @Override
    public void learn(SubredditName subreddit, Lesson lesson) {
        subreddits.learn(subreddit, lesson);
    }

    @Override
    public int again(String model, int most, Function<List<Stale>, List<SortedPost>> sort) {
        return resorting.again(model, most, sort);
    }

    @Override
    public Optional<ListingPage> firstPage(Listing listing) {
        return switch (listings.page(listing, 0, PostCards.PAGE, clock.instant())) {
            case Listings.Known.Page(ListingPage page) -> Optional.of(page);
            case Listings.Known.Nothing _, Listings.Known.Refused _ -> Optional.empty();
        };
    }
}
