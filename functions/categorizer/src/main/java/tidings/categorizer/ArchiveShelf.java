package tidings.categorizer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidings.cards.PostCards;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.store.Archive;
import tidings.store.Listings;
import tidings.store.Readings.Recorded;
import tidings.store.Resorting.Stale;
import tidings.store.Subreddits.Known;
import tidings.store.Subreddits.Lesson;

/// The shelf in the archive.
record ArchiveShelf(Archive archive) implements Shelf {
    @Override
    public Recorded record(PostsFoundV1 part, List<ClassifiedPost> sorted) {
        return archive.record(part, sorted);
    }

    @Override
    public void record(FeedRefusedV1 refused) {
        archive.record(refused);
    }

    @Override
    public Known known(Community subreddit) {
        return archive.known(subreddit);
    }

    @Override
    public void learn(Community subreddit, Lesson lesson) {
        archive.learn(subreddit, lesson);
    }

    @Override
    public int again(String model, int most, Function<List<Stale>, List<ClassifiedPost>> sort) {
        return archive.sortAgain(model, most, sort);
    }

    @Override
    public Optional<FeedPage> firstPage(Feed feed) {
        return switch (archive.page(feed, 0, PostCards.PAGE).value()) {
            case Listings.Known.Page(FeedPage page) -> Optional.of(page);
            case Listings.Known.Nothing _, Listings.Known.Refused _ -> Optional.empty();
        };
    }
}
