package tidings.chats;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.SharedState.Change;

/// Saves what a chat chose: first for those who deliver, then where each update reads it. Thread-safe.
///
/// @param deliverers are told what the chat prefers, and throw an exception if they cannot be
public record SavedSettings(BiConsumer<ChatId, ChatSettings> deliverers, Chats chats) {
    /// Returns the settings as they are now; if the deliverers cannot be told, nothing is saved.
    ///
    /// @param known the settings before
    /// @param language in which the bot writes with such settings: whoever delivers does not know that of the
    ///     person
    public ChatSettings save(
            ChatId chat,
            ChatSettings known,
            Function<ChatSettings, String> language,
            UnaryOperator<ChatSettings> change) {
        ChatSettings next = change.apply(known);
        deliverers.accept(chat, next.with(ChatSettings.LANGUAGE, Optional.of(language.apply(next))));
        return change(chat, change);
    }

    /// Only where each update reads it.
    public ChatSettings change(ChatId chat, UnaryOperator<ChatSettings> change) {
        return chats.settings(chat).change(known -> {
            ChatSettings next = change.apply(known.orElse(ChatSettings.NONE));
            return Change.to(next, next);
        });
    }
}
