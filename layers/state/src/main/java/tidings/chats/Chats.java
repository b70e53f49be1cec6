package tidings.chats;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.SharedState;
import tidings.telegram.CardId;

/// Everything that is kept about a chat. Thread-safe.
public interface Chats {
    /// What is known when an update arrives.
    ///
    /// @param blocked whether the chat blocked us, as far as Telegram said
    /// @param shared where the conversation is changed without being read again
    record Arrival(boolean blocked, Conversation conversation, SharedState<Conversation> shared) {}

    Arrival arrival(ChatId chat);

    /// Notes the bot's name at Telegram, without the @, so that it knows which commands are for it.
    void botIs(String username);

    /// The bot's own name in lower case, as [#botIs] noted it.
    Optional<String> botName();

    /// How the chat stands with Telegram: its rate limit, whether it blocked us or moved.
    SharedState<ChatState> state(ChatId chat);

    /// What a chat is now: a group that became a supergroup has another id.
    default ChatId current(ChatId chat) {
        return state(chat)
                .get()
                .flatMap(ChatState::moved)
                .map(ChatState.Moved::to)
                .orElse(chat);
    }

    /// What the chat chose and what was handled there.
    SharedState<Conversation> conversation(ChatId chat);

    /// What the chat chose, of its conversation; empty as long as that is nothing.
    default SharedState<ChatSettings> settings(ChatId chat) {
        return conversation(chat)
                .part(
                        known -> Optional.of(known.settings()).filter(settings -> !settings.equals(ChatSettings.NONE)),
                        (known, settings) -> known.orElse(Conversation.NEW).with(settings));
    }

    /// Which Telegram messages show a card that is to be edited later, if any do.
    CardMessages messages(ChatId chat, CardId card);

    /// Notes which Telegram messages show a card that is to be edited later.
    void shown(ChatId chat, CardId card, CardMessages messages);

    default OptionalInt message(ChatId chat, CardId card) {
        return messages(chat, card).message();
    }

    default void shown(ChatId chat, CardId card, int message) {
        shown(chat, card, CardMessages.of(message));
    }

    /// What a card waits for.
    ///
    /// @param cause names the wait: the update that asked
    record Waiting(String cause, Instant until) {}

    /// What a card waits for, if it does.
    Optional<Waiting> waiting(ChatId chat, CardId card);

    /// Notes what a card waits for from now on, if it does.
    void waits(ChatId chat, CardId card, Optional<Waiting> waiting);

    /// Whether a chat may do something, at most `max` times in each stretch of a length. What was admitted once is
    /// admitted again.
    ///
    /// @param what names it
    /// @param cause the update that asked
    boolean admits(ChatId chat, String what, String cause, int max, Duration per);

    /// What somebody was about to save, as JSON, for a day.
    ///
    /// @param id of the update that made it
    Optional<String> draft(ChatId chat, String id);

    void saveDraft(ChatId chat, String id, String json);

    /// The incidents shown in an operators' chat, as JSON.
    List<String> incidents(ChatId chat);

    /// Stores an incident if what is stored of its alarm is the revision before it.
    ///
    /// @param revision from 1
    /// @return whether it was stored
    boolean saveIncident(ChatId chat, String alarm, int revision, String json);
}
