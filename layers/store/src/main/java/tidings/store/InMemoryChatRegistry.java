package tidings.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;

/// Chats in memory, for tests and priming.
final class InMemoryChatRegistry implements ChatRegistry {
    private final Map<ChatId, Registered> chats = new HashMap<>();
    private final List<BiConsumer<ChatId, ChatId>> moves = new ArrayList<>();
    private final List<BiConsumer<ChatId, ChatSettings>> preferences = new ArrayList<>();
    private final List<Consumer<ChatId>> forgets = new ArrayList<>();
    private final Map<String, Function<ChatId, List<?>>> exports = new LinkedHashMap<>();

    /// @param change is told of each change of what a chat prefers
    synchronized void onPrefer(BiConsumer<ChatId, ChatSettings> change) {
        preferences.add(change);
    }

    /// @param move is told of each chat that moved, and where
    synchronized void onMove(BiConsumer<ChatId, ChatId> move) {
        moves.add(move);
    }

    /// @param forget is told of each chat that is forgotten
    synchronized void onForget(Consumer<ChatId> forget) {
        forgets.add(forget);
    }

    /// @param rows of a chat, what is exported of them
    synchronized void onExport(String table, Function<ChatId, List<?>> rows) {
        exports.put(table, rows);
    }

    @Override
    public Map<String, Rows> export(ChatId chat) {
        Map<String, Function<ChatId, List<?>>> told;
        Map<String, Rows> tables = new LinkedHashMap<>();
        synchronized (this) {
            told = new LinkedHashMap<>(exports);
            tables.put("chat", rows(find(chat).stream().toList()));
        }
        told.forEach((table, rows) -> tables.put(table, rows(rows.apply(chat))));
        return tables;
    }

    private static Rows rows(List<?> all) {
        return new Rows(
                all.size(),
                all.stream()
                        .limit(MAX_EXPORTED)
                        .map(row -> Json.mapper().<JsonNode>valueToTree(row))
                        .toList());
    }

    @Override
    public void forget(ChatId chat) {
        List<Consumer<ChatId>> told;
        synchronized (this) {
            chats.remove(chat);
            told = List.copyOf(forgets);
        }
        told.forEach(forget -> forget.accept(chat));
    }

    @Override
    public synchronized Optional<Registered> find(ChatId chat) {
        return Optional.ofNullable(chats.get(chat));
    }

    @Override
    public synchronized Map<ChatId, Registered> find(Collection<ChatId> chats) {
        return chats.stream()
                .distinct()
                .flatMap(chat -> find(chat).stream())
                .collect(Collectors.toMap(Registered::chat, registered -> registered));
    }

    @Override
    public synchronized void note(ChatId chat, Status status, Instant at) {
        Registered before = chats.get(chat);
        if (before == null || before.status() != status && !before.since().isAfter(at)) {
            chats.put(chat, new Registered(chat, status, at, before == null ? ChatSettings.NONE : before.settings()));
        }
    }

    @Override
    public synchronized void prefer(ChatId chat, ChatSettings settings) {
        Registered before = register(chat);
        chats.put(chat, new Registered(chat, before.status(), before.since(), settings));
        preferences.forEach(change -> change.accept(chat, settings));
    }

    @Override
    public void moved(ChatId chat, ChatId to) {
        List<BiConsumer<ChatId, ChatId>> told;
        synchronized (this) {
            if (chat.equals(to) || !chats.containsKey(chat)) {
                return;
            }
            Registered before = chats.remove(chat);
            if (register(to).settings().equals(ChatSettings.NONE)) {
                prefer(to, before.settings());
            }
            told = List.copyOf(moves);
        }
        told.forEach(move -> move.accept(chat, to));
    }

    synchronized Registered register(ChatId chat) {
        return chats.computeIfAbsent(chat, _ -> new Registered(chat, Status.ACTIVE, Instant.EPOCH, ChatSettings.NONE));
    }

    boolean isActive(ChatId chat) {
        return find(chat)
                .filter(registered -> registered.status() == Status.ACTIVE)
                .isPresent();
    }
}
