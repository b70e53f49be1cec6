package tidings.categorizer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidings.contracts.ListingRefusedV1;
import tidings.contracts.PostsFoundV1;
import tidings.domain.Listing;
import tidings.domain.ListingPage;
import tidings.domain.SortedPost;
import tidings.domain.SubredditName;
import tidings.store.Readings.Recorded;
import tidings.store.Resorting.Stale;
import tidings.store.Subreddits.Known;
import tidings.store.Subreddits.Lesson;

/// Where sorted posts are kept, as the categorizer sees it.
interface Shelf {
    Recorded record(PostsFoundV1 part, List<SortedPost> sorted);

    void record(ListingRefusedV1 refused);

    Known known(SubredditName subreddit);

    void learn(SubredditName subreddit, Lesson lesson);

    /// Sorts up to so many posts again that another model than this one sorted; returns how many there were.
    int again(String model, int most, Function<List<Stale>, List<SortedPost>> sort);

    Optional<ListingPage> firstPage(Listing listing);
}
