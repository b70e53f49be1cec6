package tidings.cards;

import java.util.List;
import tidings.contracts.CardId;
import tidings.contracts.ShowCardV1;
import tidings.contracts.ShowCardV1.Button;
import tidings.domain.ChatId;

/// A message as it is to look.
///
/// @param html Telegram's HTML
/// @param buttons rows of buttons
public record Card(String html, List<List<Button>> buttons) {
    public Card {
        buttons = buttons.stream().map(List::copyOf).toList();
    }

    public static Card of(String html) {
        return new Card(html, List.of());
    }

    /// This card, shown in a chat.
    ///
    /// @param id names this state of the card: the cause and the step
    public ShowCardV1 in(ChatId chat, CardId card, String id) {
        return new ShowCardV1(chat, card, id, html, buttons);
    }
}
