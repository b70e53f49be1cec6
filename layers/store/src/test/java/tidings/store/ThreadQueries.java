package tidings.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tidings.domain.ChatId;
import tidings.store.ThreadStore.Key;

/// The queries about threads of forum groups.
///
/// @param chats so many there are
record ThreadQueries(ThreadStore threads, Random random, int chats) {
    Map<String, Runnable> all() {
        Map<String, Runnable> hot = new LinkedHashMap<>();
        hot.put("threads of deliveries", () -> threads.find(some()));
        hot.put("threads are asked for", () -> threads.ask(some()));
        hot.put("a thread was made", () -> threads.made(some().getFirst(), 7));
        hot.put("a thread is lost", () -> {
            threads.topic(chat(), 7);
            threads.lost(chat(), 7);
        });
        hot.put("threads are made anew", () -> threads.renew(chat()));
        return hot;
    }

    private List<Key> some() {
        return IntStream.range(0, 50)
                .mapToObj(i -> new Key(chat(), "topic" + i))
                .toList();
    }

    private ChatId chat() {
        return new ChatId(random.nextInt(chats) + 1);
    }
}
