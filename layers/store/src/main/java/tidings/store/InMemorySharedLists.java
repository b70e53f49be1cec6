package tidings.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tidings.domain.ChatId;
import tidings.follows.FollowQuery;

/// Shared lists in memory, for tests and priming.
final class InMemorySharedLists implements SharedLists {
    private final Map<ChatId, Shared> lists = new ConcurrentHashMap<>();

    private record Shared(String code, List<FollowQuery> queries) {}

    InMemorySharedLists(InMemoryChatRegistry chats) {
        chats.onMove(this::move);
        chats.onForget(this::withdraw);
        chats.onExport(
                "shared_list",
                chat -> Optional.ofNullable(lists.get(chat)).stream().toList());
    }

    @Override
    public String share(ChatId chat, List<FollowQuery> queries) {
        return lists.compute(
                        chat,
                        (_, before) -> new Shared(before == null ? PostgresSharedLists.code() : before.code(), queries))
                .code();
    }

    @Override
    public Optional<List<FollowQuery>> find(String code) {
        return lists.values().stream()
                .filter(list -> list.code().equals(code))
                .findFirst()
                .map(Shared::queries);
    }

    @Override
    public boolean withdraw(ChatId chat) {
        return lists.remove(chat) != null;
    }

    private void move(ChatId from, ChatId to) {
        Shared list = lists.remove(from);
        if (list != null) {
            lists.putIfAbsent(to, list);
        }
    }
}
