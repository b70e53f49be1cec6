package tidings.chats;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tidings.domain.ChatId;
import tidings.ratelimit.SharedState;
import tidings.telegram.CardId;

/// Chats that only this process knows: for priming and for tests. Nothing expires.
public class InMemoryChats implements Chats {
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final Map<ChatId, SharedState<ChatState>> states = new ConcurrentHashMap<>();
    private final Map<ChatId, SharedState<ChatSettings>> settings = new ConcurrentHashMap<>();
    private final Map<String, Integer> messages = new ConcurrentHashMap<>();
    private final Map<ChatId, Map<String, Incident>> incidents = new ConcurrentHashMap<>();

    private record Incident(int revision, String json) {}

    @Override
    public Arrival arrival(ChatId chat, long updateId) {
        return new Arrival(
                handled.contains(chat.value() + "/" + updateId),
                state(chat).get().flatMap(ChatState::blocked).isPresent(),
                settings(chat).get().orElse(ChatSettings.NONE));
    }

    @Override
    public void handled(ChatId chat, long updateId) {
        handled.add(chat.value() + "/" + updateId);
    }

    @Override
    public SharedState<ChatState> state(ChatId chat) {
        return states.computeIfAbsent(chat, _ -> SharedState.inMemory());
    }

    @Override
    public SharedState<ChatSettings> settings(ChatId chat) {
        return settings.computeIfAbsent(chat, _ -> SharedState.inMemory());
    }

    @Override
    public OptionalInt message(ChatId chat, CardId card) {
        Integer message = messages.get(chat.value() + "/" + card);
        return message == null ? OptionalInt.empty() : OptionalInt.of(message);
    }

    @Override
    public void shown(ChatId chat, CardId card, int message) {
        messages.put(chat.value() + "/" + card, message);
    }

    @Override
    public List<String> incidents(ChatId chat) {
        return of(chat).values().stream().map(Incident::json).toList();
    }

    @Override
    public boolean saveIncident(ChatId chat, String alarm, int revision, String json) {
        Incident next = new Incident(revision, json);
        return of(chat).compute(
                                alarm,
                                (_, known) -> (known == null ? 0 : known.revision()) == revision - 1 ? next : known)
                == next;
    }

    private Map<String, Incident> of(ChatId chat) {
        return incidents.computeIfAbsent(chat, _ -> new ConcurrentHashMap<>());
    }
}
