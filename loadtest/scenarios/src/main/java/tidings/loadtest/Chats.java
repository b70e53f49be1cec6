package tidings.loadtest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The chats of a run. In each one person is busy at a time; who comes often and who rarely follows Zipf's law.
/// Thread-safe.
final class Chats {
    private static final int DRAWS = 20;

    private final List<Long> ids = new ArrayList<>();
    private final Set<Integer> busy = new HashSet<>();
    private final Zipf zipf;

    private Chats(List<Long> ids) {
        this.ids.addAll(ids);
        this.zipf = Zipf.of(ids.size());
    }

    static Chats create(SandboxTelegram telegram, int count) {
        List<Long> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ids.add(telegram.post("chats", Map.of("name", "Load " + i))
                    .path("id")
                    .asLong());
        }
        return new Chats(ids);
    }

    List<Long> ids() {
        return List.copyOf(ids);
    }

    /// A chat in which nobody is busy.
    synchronized long take(RandomGenerator random) {
        int rank = zipf.draw(random);
        for (int i = 0; i < DRAWS && busy.contains(rank); i++) {
            rank = zipf.draw(random);
        }
        for (int i = 0; i < ids.size() && busy.contains(rank); i++) {
            rank = rank % ids.size() + 1;
        }
        if (!busy.add(rank)) {
            throw new IllegalStateException("somebody is busy in each of " + ids.size() + " chats: give it more");
        }
        return ids.get(rank - 1);
    }

    synchronized void giveBack(long chat) {
        busy.remove(ids.indexOf(chat) + 1);
    }
}
