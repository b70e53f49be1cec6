package tidings.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.store.HistoryStore.Position;

/// The queries about what people did.
///
/// @param history at noon
/// @param chats so many there are
record HistoryQueries(HistoryStore history, Random random, int chats) {
    Map<String, Runnable> all() {
        Map<String, Runnable> hot = new LinkedHashMap<>();
        Position lastWeek = new Position(TestPosts.NOON.minus(Duration.ofDays(7)), "7");
        hot.put("recent entries of a chat", () -> history.of(chat(), Optional.empty()));
        hot.put("a page of a chat's history", () -> history.of(chat(), Optional.of(lastWeek)));
        hot.put("an entry of a chat's history", () -> history.find(chat(), lastWeek));
        hot.put("a hundred entries", () -> history.add(acted(), _ -> false));
        return hot;
    }

    private List<ActedV1> acted() {
        return IntStream.range(0, 100)
                .mapToObj(i -> new ActedV1(
                        chat(),
                        "n" + i,
                        TestPosts.NOON.minusSeconds(i),
                        Kind.SHOWN,
                        Optional.of("top"),
                        List.of(new PostId("p1"))))
                .toList();
    }

    private ChatId chat() {
        return new ChatId(1 + random.nextInt(chats));
    }
}
