package tidings.chats;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
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
    /// @param erased present for a day after the chat was erased
    record Arrival(
            boolean blocked, Conversation conversation, SharedState<Conversation> shared, Optional<Tombstone> erased) {}

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

    /// Notes that a group became a supergroup, under both ids.
    void moved(ChatId chat, ChatId to, Instant at);

    /// Present for a day after the chat was erased.
    Optional<Tombstone> erased(ChatId chat);

    /// Notes what is left of a chat.
    void note(ChatId chat, Optional<Tombstone> erased);

    /// The group that became this one.
    Optional<ChatId> former(ChatId chat);

    /// Deletes every item of a chat.
    void clear(ChatId chat);

    /// From now on, whatever was under way for a chat comes to nothing; so it does for the group that it was
    /// before. Once more by the same update changes nothing.
    ///
    /// @param update that erases it
    /// @return whether it is erased; false if it began anew since that update
    default boolean bury(ChatId chat, long update, Instant now) {
        Optional<Tombstone> before = erased(chat).filter(known -> known.by() == update);
        if (before.filter(known -> !known.holds()).isPresent()) {
            return false;
        } else if (before.isEmpty()) {
            long last = conversation(chat)
                    .get()
                    .map(Conversation::last)
                    .orElse(OptionalLong.empty())
                    .orElse(update);
            note(
                    chat,
                    Optional.of(new Tombstone(
                            update, Math.max(last, update), now, Optional.empty(), unanswered(chat, List.of()))));
        }
        former(chat).ifPresent(older -> bury(older, update, now));
        return true;
    }

    /// The chat begins anew. What was queued before still comes to nothing.
    default void lift(ChatId chat, Instant now) {
        erased(chat).ifPresent(tombstone -> note(chat, Optional.of(tombstone.liftedAt(now))));
    }

    /// It was not erased after all.
    default void unbury(ChatId chat) {
        former(chat).ifPresent(this::unbury);
        note(chat, Optional.empty());
    }

    /// The messages of an erased chat that waited for an answer, which does not come any more. They are noted with
    /// what is left of the chat, for whoever asks once [#erase] has deleted the rest.
    default List<Integer> unanswered(ChatId chat) {
        Tombstone tombstone = erased(chat).orElseThrow();
        List<Integer> messages = unanswered(chat, tombstone.unanswered());
        if (!messages.equals(tombstone.unanswered())) {
            note(chat, Optional.of(tombstone.with(messages)));
        }
        return messages;
    }

    private List<Integer> unanswered(ChatId chat, List<Integer> known) {
        IntStream found = waiting(chat).stream()
                .flatMapToInt(card -> IntStream.concat(card.message().stream(), message(chat, card).stream()));
        return IntStream.concat(known.stream().mapToInt(Integer::intValue), found)
                .distinct()
                .sorted()
                .boxed()
                .toList();
    }

    /// Deletes every item of a chat, and of the group that it was before.
    default void erase(ChatId chat) {
        former(chat).ifPresent(this::erase);
        clear(chat);
    }

    /// Whether a message for a chat comes to nothing because the chat was erased. Whoever finds that out erases
    /// what somebody may have written at the moment of the erasure and not been able to take back.
    ///
    /// @param cause the update that caused the message, if one did
    /// @param sentAt when the message was queued
    default boolean stops(ChatId chat, OptionalLong cause, Instant sentAt) {
        Optional<Tombstone> erased = erased(chat);
        if (erased.filter(Tombstone::holds).isPresent()) {
            erase(chat);
        }
        return erased.filter(tombstone -> tombstone.stops(cause, sentAt)).isPresent();
    }

    /// Takes back what was written for a chat if the chat was erased meanwhile: called behind the last write for a
    /// message.
    ///
    /// @return whether it was
    default boolean settle(ChatId chat) {
        boolean erased = erased(chat).filter(Tombstone::holds).isPresent();
        if (erased) {
            erase(chat);
        }
        return erased;
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

    /// What a card waits for, or waited for last.
    ///
    /// @param cause names the wait: the update that asked
    /// @param until [Instant#EPOCH] once it is over
    record Waiting(String cause, Instant until) {
        /// Of a card that shows something else since: no update has this name.
        public static final Waiting NONE = over("-");

        public static Waiting over(String cause) {
            return new Waiting(cause, Instant.EPOCH);
        }

        @JsonIgnore
        public boolean isOver() {
            return until.equals(Instant.EPOCH);
        }
    }

    /// What a card waits for, or waited for last if it shows nothing else since.
    Optional<Waiting> waiting(ChatId chat, CardId card);

    /// The cards of a chat that wait.
    List<CardId> waiting(ChatId chat);

    /// Notes what a card waits for from now on, or no longer.
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
