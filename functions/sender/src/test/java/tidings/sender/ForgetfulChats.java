package tidings.sender;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.chats.ChatSettings;
import tidings.chats.ChatState;
import tidings.chats.Chats;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.ratelimit.SharedState;
import tidings.telegram.CardId;

/// Chats in memory that cannot note which message shows a card while there is a `failure`.
final class ForgetfulChats implements Chats {
    private final Chats chats = new InMemoryChats();
    Optional<RuntimeException> failure = Optional.empty();

    @Override
    public void shown(ChatId chat, CardId card, int message) {
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        chats.shown(chat, card, message);
    }

    @Override
    public Arrival arrival(ChatId chat, long updateId) {
        return chats.arrival(chat, updateId);
    }

    @Override
    public void handled(ChatId chat, long updateId) {
        chats.handled(chat, updateId);
    }

    @Override
    public void botIs(String username) {
        chats.botIs(username);
    }

    @Override
    public SharedState<ChatState> state(ChatId chat) {
        return chats.state(chat);
    }

    @Override
    public SharedState<ChatSettings> settings(ChatId chat) {
        return chats.settings(chat);
    }

    @Override
    public OptionalInt message(ChatId chat, CardId card) {
        return chats.message(chat, card);
    }

    @Override
    public Optional<Waiting> waiting(ChatId chat, CardId card) {
        return chats.waiting(chat, card);
    }

    @Override
    public void waits(ChatId chat, CardId card, Optional<Waiting> waiting) {
        chats.waits(chat, card, waiting);
    }

    @Override
    public boolean admits(ChatId chat, String what, String cause, int max, Duration per) {
        return chats.admits(chat, what, cause, max, per);
    }

    @Override
    public List<String> incidents(ChatId chat) {
        return chats.incidents(chat);
    }

    @Override
    public boolean saveIncident(ChatId chat, String alarm, int revision, String json) {
        return chats.saveIncident(chat, alarm, revision, json);
    }
}
