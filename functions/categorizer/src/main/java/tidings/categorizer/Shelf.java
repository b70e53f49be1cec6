package tidings.categorizer;

import java.util.List;
import java.util.Optional;
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

/// Where sorted posts are kept, as the categorizer sees it.
interface Shelf {
    Recorded record(PostsFoundV1 part, List<ClassifiedPost> sorted);

    void record(FeedRefusedV1 refused);

    Known known(Community subreddit);

    void learn(Community subreddit, Lesson lesson);

    /// Sorts up to so many posts again that another model than this one sorted; returns how many there were.
    int again(String model, int most, Function<List<Stale>, List<ClassifiedPost>> sort);

    Optional<FeedPage> firstPage(Feed feed);
}
