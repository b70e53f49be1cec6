package tidings.bot;

import java.util.function.UnaryOperator;
import tidings.chats.Chats;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.SharedState.Change;
import tidings.store.ChatRegistry;

/// Saves what a chat chose: first for those who deliver, in Postgres, then where each update reads it. Thread-safe.
record Preferences(ChatRegistry registry, Chats chats) {
    /// Returns the settings as they are now.
    ///
    /// @throws tidings.store.DatabaseUnavailableException if the database is unavailable; then nothing is saved
    ChatSettings save(Call call, UnaryOperator<ChatSettings> change) {
        registry.prefer(call.origin().chat(), change.apply(call.settings()));
        return chats.settings(call.origin().chat()).change(known -> {
            ChatSettings next = change.apply(known.orElse(ChatSettings.NONE));
            return Change.to(next, next);
        });
    }
}
