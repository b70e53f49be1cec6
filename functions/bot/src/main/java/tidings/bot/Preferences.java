package tidings.bot;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tidings.chats.Chats;
import tidings.chats.SavedSettings;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.store.ChatRegistry;
import tidings.store.DatabaseUnavailableException;

/// Saves what a chat chose: first for those who deliver, in Postgres, then where each update reads it.
/// Thread-safe.
record Preferences(ChatRegistry registry, Chats chats) {
    /// The topics that somebody picks while the chat is set up, until that is done.
    private static final Setting<Set<String>> PICKED = new Setting<>(
            "picked",
            List.of(),
            text -> Optional.of(new LinkedHashSet<>(List.of(text.split(",")))),
            topics -> String.join(",", topics));

    /// Returns the settings as they are now.
    ///
    /// @throws tidings.store.DatabaseUnavailableException if the database is unavailable; then nothing is saved
    ChatSettings save(Call call, UnaryOperator<ChatSettings> change) {
        return saved().save(
                        call.target().chat(),
                        Channel.choose(call.settings().with(PICKED, Optional.empty()), Optional.empty()),
                        settings -> call.origin().texts(settings).language(),
                        change);
    }

    /// Changes what a chat chose without anybody in it.
    ///
    /// @throws tidings.store.DatabaseUnavailableException if the database is unavailable; then nothing is changed
    void set(ChatId chat, UnaryOperator<ChatSettings> change) {
        registry.find(List.of(chat)).values().forEach(known -> registry.prefer(chat, change.apply(known.settings())));
        change(chat, change);
    }

    /// As whoever delivers knows them.
    ChatSettings settings(ChatId chat) {
        return registry.find(chat).map(ChatRegistry.Registered::settings).orElse(ChatSettings.NONE);
    }

    /// The topics that are picked for now, in the order in which they were.
    static Set<String> picked(ChatSettings settings) {
        return settings.get(PICKED).orElseGet(Set::of);
    }

    /// Notes whether a topic is picked; nothing else of it is saved yet.
    ChatSettings pick(ChatId chat, String topic, boolean picked) {
        return change(chat, settings -> {
            Set<String> topics = new LinkedHashSet<>(picked(settings));
            boolean _ = picked ? topics.add(topic) : topics.remove(topic);
            return settings.with(PICKED, Optional.of(topics).filter(some -> !some.isEmpty()));
        });
    }

    /// Forgets which topics were picked.
    void unpick(ChatId chat) {
        change(chat, settings -> settings.with(PICKED, Optional.empty()));
    }

    /// @param channel that the chat follows and sets things for; empty for the chat itself
    void choose(ChatId chat, Optional<Channel> channel) {
        change(chat, settings -> Channel.choose(settings, channel));
    }

    /// Erases everything that is kept of a chat. For a day a tombstone keeps what was under way from coming back.
    ///
    /// @param update that asked for it
    /// @return the messages that waited for an answer
    /// @throws DatabaseUnavailableException if the database is unavailable; then nothing is erased
    List<Integer> erase(ChatId chat, long update, Instant now) {
        if (!chats.bury(chat, update, now)) {
            return List.of();
        }
        try {
            registry.forget(chat);
        } catch (DatabaseUnavailableException e) {
            chats.unbury(chat);
            throw e;
        }
        List<Integer> unanswered = chats.unanswered(chat);
        chats.erase(chat);
        return unanswered;
    }

    private ChatSettings change(ChatId chat, UnaryOperator<ChatSettings> change) {
        return saved().change(chat, change);
    }

    private SavedSettings saved() {
        return new SavedSettings(registry::prefer, chats);
    }
}
