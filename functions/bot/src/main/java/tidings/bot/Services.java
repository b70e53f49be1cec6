package tidings.bot;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.store.Stores;
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
        Stores stores,
        Chats chats,
        Explainer explainer,
        Taxonomy taxonomy,
        Supplier<Duration> feedTtl,
        IntSupplier sendsASecond,
        Optional<ChatId> operators,
        ShippedTopics shipped,
        Packs packs,
        Supplier<Outlook> reddit,
        Duration retention,
        Duration backups) {
    KnownCommunities known() {
        return new KnownCommunities(shipped, stores.follows(), explainer.communities());
    }
}
