package tidings.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryState;

/// Stores of parts that are made elsewhere.
public final class SimulatedStores {
    private SimulatedStores() {}

    /// What became of a story for a place.
    ///
    /// @param posts that tell it
    /// @param dueAt when it comes, if it is to come
    /// @param follow that wanted it
    public record Outcome(
            Place place,
            Set<PostId> posts,
            DeliveryState state,
            Optional<String> reason,
            Optional<Instant> dueAt,
            long follow) {}

    /// All that is known of deliveries.
    ///
    /// @param stores in memory
    public static List<Outcome> outcomes(Stores stores) {
        InMemoryBriefStore briefs = (InMemoryBriefStore) stores.briefs();
        return ((InMemoryDeliveryStore) stores.deliveries())
                .all().stream()
                        .map(one -> new Outcome(
                                one.key().place(),
                                Stream.concat(Stream.of(one.post()), one.also().stream())
                                        .collect(Collectors.toSet()),
                                one.state(),
                                one.reason(),
                                one.state() == DeliveryState.HELD
                                        ? briefs.next(one.key().place().chat())
                                        : Optional.of(one.decided().planned().dueAt()),
                                one.decided().follow().id()))
                        .toList();
    }

    /// @param stores in memory
    /// @param change is told of each change of what a chat prefers
    public static void onPrefer(Stores stores, BiConsumer<ChatId, ChatSettings> change) {
        ((InMemoryChatRegistry) stores.chats()).onPrefer(change);
    }

    /// @param stores in memory
    /// @param forget is told of each chat that is forgotten
    public static void onForget(Stores stores, Consumer<ChatId> forget) {
        ((InMemoryChatRegistry) stores.chats()).onForget(forget);
    }

    public static Stores of(
            FeedStore feeds,
            PostStore posts,
            CommunityStore communities,
            FollowStore follows,
            ChatRegistry chats,
            DeliveryStore deliveries,
            BriefStore briefs,
            NoticeStore notices,
            ReminderStore reminders,
            ThreadStore threads,
            SharedLists lists,
            SavedPosts saved,
            Outcomes outcomes,
            Lessons lessons,
            HistoryStore history,
            PointStore points) {
        return new Stores(
                feeds,
                posts,
                communities,
                Optional.empty(),
                follows,
                chats,
                deliveries,
                briefs,
                notices,
                reminders,
                threads,
                lists,
                saved,
                outcomes,
                lessons,
                history,
                points);
    }
}
