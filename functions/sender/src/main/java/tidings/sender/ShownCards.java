package tidings.sender;

import java.util.OptionalInt;
import tidings.contracts.CardId;
import tidings.domain.ChatId;

/// Which Telegram message shows a card.
interface ShownCards {
    OptionalInt message(ChatId chat, CardId card);

    void shown(ChatId chat, CardId card, int message);
}
