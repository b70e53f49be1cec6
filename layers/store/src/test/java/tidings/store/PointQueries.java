package tidings.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;

/// The queries about points.
///
/// @param chats so many have points, each one more than the one before
record PointQueries(PointStore points, Random random, int chats) {
    Map<String, Runnable> all() {
        Map<String, Runnable> hot = new LinkedHashMap<>();
        hot.put("points of a chat", () -> points.find(chat()));
        hot.put("leaders", points::leaders);
        hot.put("how many are ahead", () -> points.ahead(chat(), random.nextInt(chats)));
        hot.put("a chat is seen among the leaders", () -> points.show(chat(), Optional.of("Night Owl")));
        hot.put("a level is reached", () -> points.reached(chat()));
        hot.put("a hundred activities are counted", () -> points.count(acted(), _ -> false));
        return hot;
    }

    /// Of chats that are there.
    private List<ActedV1> acted() {
        return IntStream.range(0, 100)
                .mapToObj(i -> new ActedV1(
                        new ChatId(1 + random.nextInt(chats / 10)),
                        "n" + random.nextLong(),
                        TestPosts.NOON,
                        Kind.SHOWN,
                        Optional.of("top"),
                        List.of()))
                .toList();
    }

    private ChatId chat() {
        return new ChatId(1 + random.nextInt(chats));
    }
}
