package tidings.store;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.store.FeedStore.Recorded;
import tidings.store.FeedStore.StoredFeed;
import tidings.testing.ManualClock;

/// What every implementation of the repositories does. Each test begins with empty ones, at noon.
abstract class StoresContract {
    static final Instant NOON = TestPosts.NOON;

    final ManualClock clock = new ManualClock();
    Stores stores;

    /// Empty repositories.
    abstract Stores empty(ManualClock clock);

    @BeforeEach
    final void create() {
        stores = empty(clock);
    }

    final FeedStore feeds() {
        return stores.feeds();
    }

    final PostStore posts() {
        return stores.posts();
    }

    final CommunityStore communities() {
        return stores.communities();
    }

    final Lessons lessons() {
        return stores.lessons();
    }

    final Outcomes outcomes() {
        return stores.outcomes();
    }

    final SavedPosts saved() {
        return stores.saved();
    }

    final SharedLists lists() {
        return stores.lists();
    }

    final FollowStore follows() {
        return stores.follows();
    }

    final DeliveryStore deliveries() {
        return stores.deliveries();
    }

    final BriefStore briefs() {
        return stores.briefs();
    }

    final NoticeStore notices() {
        return stores.notices();
    }

    final ReminderStore reminders() {
        return stores.reminders();
    }

    final PointStore points() {
        return stores.points();
    }

    final ThreadStore threads() {
        return stores.threads();
    }

    final ChatRegistry chats() {
        return stores.chats();
    }

    /// Records a whole fetch in one part.
    final Recorded record(Feed feed, String run, List<ClassifiedPost> posts, Instant at) {
        return feeds().record(TestPosts.whole(feed, run, posts, at), posts);
    }

    final Recorded record(Feed feed, String run, int first, OptionalInt total, List<ClassifiedPost> posts, Instant at) {
        return feeds().record(TestPosts.part(feed, run, first, total, posts, at), posts);
    }

    final FeedPage pageOf(Feed feed, int first) {
        return ((StoredFeed.Page) feeds().page(feed, first, 5).value()).page();
    }
}
