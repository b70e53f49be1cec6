package tidings.sender;

import java.util.Optional;
import java.util.function.Function;
import tidings.chats.CardMessages;
import tidings.chats.ChatState;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.ratelimit.SharedState;
import tidings.telegram.CardId;

/// Chats that cannot note what was sent while there is a `failure`, and count what they are asked.
final class ForgetfulChats extends InMemoryChats {
    Optional<RuntimeException> failure = Optional.empty();
    int stateReads;
    int writes;

    @Override
    public void shown(ChatId chat, CardId card, CardMessages messages) {
        write();
        super.shown(chat, card, messages);
    }

    @Override
    public void waits(ChatId chat, CardId card, Optional<Waiting> wait) {
        writes++;
        super.waits(chat, card, wait);
    }

    @Override
    public SharedState<ChatState> state(ChatId chat) {
        SharedState<ChatState> known = super.state(chat);
        return new SharedState<>() {
            @Override
            public <R> R change(Function<Optional<ChatState>, Change<ChatState, R>> change) {
                write();
                return known.change(change);
            }

            @Override
            public Optional<ChatState> get() {
                stateReads++;
                return known.get();
            }
        };
    }

    private void write() {
        writes++;
        failure.ifPresent(thrown -> {
            throw thrown;
        });
    }
}
