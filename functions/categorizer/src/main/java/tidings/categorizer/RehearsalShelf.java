package tidings.categorizer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.store.Readings.Recorded;
import tidings.store.Resorting.Stale;
import tidings.store.Subreddits.Known;
import tidings.store.Subreddits.Lesson;

/// A shelf that keeps nothing but the part at hand, for the rehearsal before a snapshot.
final class RehearsalShelf implements Shelf {
    private Optional<FeedPage> page = Optional.empty();

    @Override
    public Recorded record(PostsFoundV1 part, List<ClassifiedPost> sorted) {
        page = Optional.of(new FeedPage(0, sorted.size(), part.source(), part.fetchedAt(), sorted));
        return new Recorded(true, Set.of(), 0);
    }

    @Override
    public void record(FeedRefusedV1 refused) {
        page = Optional.empty();
    }

    @Override
    public Known known(Community subreddit) {
        return Known.NOTHING;
    }

    @Override
    public void learn(Community subreddit, Lesson lesson) {
        lesson.after(Optional.empty());
    }

    @Override
    public int again(String model, int most, Function<List<Stale>, List<ClassifiedPost>> sort) {
        return sort.apply(page.stream()
                        .flatMap(kept -> kept.posts().stream())
                        .map(post -> new Stale(post, Known.NOTHING))
                        .toList())
                .size();
    }

    @Override
    public Optional<FeedPage> firstPage(Feed feed) {
        return page;
    }
}
