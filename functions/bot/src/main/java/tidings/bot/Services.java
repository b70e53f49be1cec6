package tidings.bot;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.store.BriefStore;
import tidings.store.ChatRegistry;
import tidings.store.DeliveryStore;
import tidings.store.FeedStore;
import tidings.store.FollowStore;
import tidings.store.HistoryStore;
import tidings.store.Lessons;
import tidings.store.Outcomes;
import tidings.store.PointStore;
import tidings.store.PostStore;
import tidings.store.ReminderStore;
import tidings.store.SavedPosts;
import tidings.store.SharedLists;
import tidings.store.TaughtPosts;
import tidings.store.ThreadStore;
import tidings.topics.ShippedTopics;
import tidings.topics.Taxonomy;

/// What commands work with.
///
/// @param feedTtl a feed fetched less long ago is shown as it is
/// @param sendsASecond so many messages Telegram gets at most
/// @param operators the chat in which alarms are shown, if there is one
/// @param shipped the topics of the subreddits that are known from the start
/// @param reddit whether it answers
/// @param retention how long posts are kept since they were last seen
/// @param backups how long backups of the database are kept
record Services(
        FeedStore feeds,
        Chats chats,
        Explainer explainer,
        Taxonomy taxonomy,
        Supplier<Duration> feedTtl,
        IntSupplier sendsASecond,
        Optional<ChatId> operators,
        ChatRegistry registry,
        FollowStore follows,
        ShippedTopics shipped,
        SharedLists lists,
        SavedPosts saved,
        PostStore posts,
        BriefStore briefs,
        ReminderStore reminders,
        DeliveryStore deliveries,
        Outcomes outcomes,
        Lessons lessons,
        PointStore points,
        ThreadStore threads,
        HistoryStore history,
        Packs packs,
        Supplier<Outlook> reddit,
        Duration retention,
        Duration backups) {
    KnownCommunities known() {
        return new KnownCommunities(shipped, follows, explainer.communities());
    }

    /// Posts with the topics that chats taught.
    TaughtPosts taught() {
        return new TaughtPosts(feeds, posts, lessons);
    }
}
