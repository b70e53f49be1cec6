package tidings.sender;

import java.util.Optional;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.telegram.CardId;

/// Chats that cannot note which message shows a card while there is a `failure`.
final class ForgetfulChats extends InMemoryChats {
    Optional<RuntimeException> failure = Optional.empty();

    @Override
    public void shown(ChatId chat, CardId card, int message) {
        failure.ifPresent(thrown -> {
            throw thrown;
        });
        super.shown(chat, card, message);
    }
}
