package tidings.chats;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.ratelimit.SharedState;
import tidings.ratelimit.SharedState.Change;
import tidings.telegram.CardId;

/// Chats that only this process knows: for priming and for tests. Nothing expires.
public class InMemoryChats implements Chats {
    private final Map<ChatId, SharedState<ChatState>> states = new ConcurrentHashMap<>();
    private final Map<ChatId, SharedState<Conversation>> conversations = new ConcurrentHashMap<>();
    private final Map<String, CardMessages> messages = new ConcurrentHashMap<>();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> admitted = new ConcurrentHashMap<>();
    private final Map<String, String> drafts = new ConcurrentHashMap<>();
    private final Map<ChatId, Map<String, Incident>> incidents = new ConcurrentHashMap<>();
    private final Map<ChatId, ChatId> former = new ConcurrentHashMap<>();
    private final Map<ChatId, Tombstone> tombstones = new ConcurrentHashMap<>();

    private final InstantSource clock;
    private volatile Optional<String> botName = Optional.empty();

    private record Incident(int revision, String json) {}

    public InMemoryChats() {
        this(InstantSource.system());
    }

    public InMemoryChats(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Arrival arrival(ChatId chat) {
        SharedState<Conversation> shared = conversation(chat);
        return new Arrival(
                state(chat).get().flatMap(ChatState::blocked).isPresent(),
                shared.get().orElse(Conversation.NEW),
                shared,
                erased(chat));
    }

    @Override
    public Optional<Tombstone> erased(ChatId chat) {
        return Optional.ofNullable(tombstones.get(chat));
    }

    @Override
    public void note(ChatId chat, Optional<Tombstone> erased) {
        tombstones.compute(chat, (_, _) -> erased.orElse(null));
    }

    @Override
    public Optional<ChatId> former(ChatId chat) {
        return Optional.ofNullable(former.get(chat));
    }

    @Override
    public void clear(ChatId chat) {
        Stream.of(states, conversations, incidents, former).forEach(map -> map.remove(chat));
        Stream.of(messages, waiting, admitted, drafts)
                .forEach(map -> map.keySet().removeIf(key -> key.startsWith(chat.value() + "/")));
    }

    @Override
    public void moved(ChatId chat, ChatId to, Instant at) {
        state(chat).change(known -> Change.to(known.orElse(ChatState.NEW).movedTo(to, at), true));
        former.put(to, chat);
    }

    @Override
    public void botIs(String username) {
        botName = Optional.of(username.toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<String> botName() {
        return botName;
    }

    @Override
    public SharedState<ChatState> state(ChatId chat) {
        return states.computeIfAbsent(chat, _ -> SharedState.inMemory());
    }

    @Override
    public SharedState<Conversation> conversation(ChatId chat) {
        return conversations.computeIfAbsent(chat, _ -> SharedState.inMemory());
    }

    @Override
    public CardMessages messages(ChatId chat, CardId card) {
        return messages.getOrDefault(chat.value() + "/" + card, CardMessages.NONE);
    }

    @Override
    public void shown(ChatId chat, CardId card, CardMessages shown) {
        messages.put(chat.value() + "/" + card, shown);
    }

    @Override
    public Optional<Waiting> waiting(ChatId chat, CardId card) {
        return Optional.ofNullable(waiting.get(chat.value() + "/" + card));
    }

    @Override
    public List<CardId> waiting(ChatId chat) {
        String prefix = chat.value() + "/";
        return waiting.entrySet().stream()
                .filter(one ->
                        one.getKey().startsWith(prefix) && !one.getValue().isOver())
                .map(one -> new CardId(one.getKey().substring(prefix.length())))
                .toList();
    }

    @Override
    public void waits(ChatId chat, CardId card, Optional<Waiting> wait) {
        waiting.compute(chat.value() + "/" + card, (_, _) -> wait.orElse(null));
    }

    @Override
    public boolean admits(ChatId chat, String what, String cause, int max, Duration per) {
        long stretch = clock.instant().getEpochSecond() / per.toSeconds();
        Set<String> causes =
                admitted.computeIfAbsent(chat.value() + "/" + what + "/" + stretch, _ -> ConcurrentHashMap.newKeySet());
        synchronized (causes) {
            return causes.contains(cause) || causes.size() < max && causes.add(cause);
        }
    }

    @Override
    public Optional<String> draft(ChatId chat, String id) {
        return Optional.ofNullable(drafts.get(chat.value() + "/" + id));
    }

    @Override
    public void saveDraft(ChatId chat, String id, String json) {
        drafts.put(chat.value() + "/" + id, json);
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
