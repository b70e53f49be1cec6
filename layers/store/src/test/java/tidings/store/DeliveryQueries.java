package tidings.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Compared;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Facts;
import tidings.store.DeliveryStore.Key;

/// The frequent queries about deliveries.
///
/// @param chats so many there are, as many as there are posts
record DeliveryQueries(DeliveryStore deliveries, Random random, int chats) {
    Map<String, Runnable> all() {
        Map<String, Runnable> hot = new LinkedHashMap<>();
        hot.put(
                "a page of followers gets a post",
                () -> deliveries.expand(
                        500,
                        (_, _, _, followers) -> followers.stream()
                                .map(follower -> new Decided(
                                        follower.follow(),
                                        new Planned(DeliveryState.PENDING, Optional.empty(), TestPosts.NOON),
                                        0.5f))
                                .toList()));
        hot.put("due deliveries", () -> deliveries.due(100));
        hot.put("deliveries were sent", () -> deliveries.sent(compared()));
        hot.put("cards that are to be compared", () -> deliveries.living(150));
        hot.put("cards were compared", () -> deliveries.compared(compared()));
        hot.put("the oldest delivery", deliveries::oldest);
        hot.put("what waits for a chat", () -> deliveries.waiting(new ChatId(random.nextInt(chats / 10) + 1)));
        hot.put("cards of removed posts", () -> deliveries.removed(posts(), 100));
        hot.put(
                "cards were taken back",
                () -> deliveries.takenBack(
                        compared().stream().map(Compared::key).toList()));
        hot.put(
                "old deliveries are deleted",
                () -> deliveries.expire(TestPosts.NOON.minus(Duration.ofHours(2)), Filled.DUE));
        return hot;
    }

    private List<PostId> posts() {
        return IntStream.range(0, 100)
                .mapToObj(_ -> new PostId(String.format("p%07d", random.nextInt(chats))))
                .toList();
    }

    private List<Compared> compared() {
        Facts facts = new Facts(OptionalInt.of(1), OptionalInt.empty(), 0);
        return IntStream.range(0, 100)
                .map(_ -> random.nextInt(chats))
                .mapToObj(i -> new Key(Place.of(new ChatId(i / 10 + 1)), String.format("p%07d", i)))
                .map(key -> new Compared(key, facts, Optional.of(TestPosts.NOON)))
                .toList();
    }
}
