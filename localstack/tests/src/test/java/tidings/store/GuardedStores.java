package tidings.store;

import java.util.Optional;
import tidings.waits.Faults;

/// Stores whose calls may fail.
public final class GuardedStores {
    private GuardedStores() {}

    public static Stores of(Stores stores, Faults faults) {
        return new Stores(
                faults.guarded(FeedStore.class, stores.feeds()),
                faults.guarded(PostStore.class, stores.posts()),
                faults.guarded(CommunityStore.class, stores.communities()),
                Optional.empty(),
                faults.guarded(FollowStore.class, stores.follows()),
                faults.guarded(ChatRegistry.class, stores.chats()),
                faults.guarded(DeliveryStore.class, stores.deliveries()),
                faults.guarded(BriefStore.class, stores.briefs()),
                faults.guarded(NoticeStore.class, stores.notices()),
                faults.guarded(ReminderStore.class, stores.reminders()),
                faults.guarded(ThreadStore.class, stores.threads()),
                faults.guarded(SharedLists.class, stores.lists()),
                faults.guarded(SavedPosts.class, stores.saved()),
                faults.guarded(Outcomes.class, stores.outcomes()),
                faults.guarded(Lessons.class, stores.lessons()),
                faults.guarded(PointStore.class, stores.points()));
    }
}
