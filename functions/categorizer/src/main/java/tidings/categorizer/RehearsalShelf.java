package tidings.categorizer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/// A shelf that keeps nothing but the part at hand, for the rehearsal before a snapshot.
final class RehearsalShelf implements Shelf {
    private Optional<ListingPage> page = Optional.empty();

    @Override
    public Recorded record(PostsFoundV1 part, List<SortedPost> sorted) {
        page = Optional.of(new ListingPage(0, sorted.size(), part.source(), part.fetchedAt(), sorted));
        return new Recorded(true, Set.of(), 0);
    }

    @Override
    public void record(ListingRefusedV1 refused) {
        page = Optional.empty();
    }

    @Override
    public Known known(SubredditName subreddit) {
        return Known.NOTHING;
    }

    @Override
    public void learn(SubredditName subreddit, Lesson lesson) {
        lesson.after(Optional.empty());
    }

    @Override
    public int again(String model, int most, Function<List<Stale>, List<SortedPost>> sort) {
        return sort.apply(page.stream()
                        .flatMap(kept -> kept.posts().stream())
                        .map(post -> new Stale(post, Known.NOTHING))
                        .toList())
                .size();
    }

    @Override
    public Optional<ListingPage> firstPage(Listing listing) {
        return page;
    }
}
