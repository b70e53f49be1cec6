package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.Optional;
import tidings.domain.ChatId;

/// A card is to look like this: sent if the chat has not seen it, edited if it has. Showing it twice changes nothing.
///
/// @param id names this state of the card: the cause and the step, such as `u42/done`
/// @param html Telegram's HTML, at most 4,096 UTF-16 units once its tags are taken away
/// @param buttons rows of buttons, may be empty
@JsonTypeName("show-card/1")
public record ShowCardV1(ChatId chat, CardId card, String id, String html, List<List<Button>> buttons)
        implements OutboxMessage {
    public ShowCardV1 {
        buttons = buttons.stream().map(List::copyOf).toList();
    }

    @Override
    public String group() {
        return Long.toString(chat.value());
    }

    @Override
    public String deduplication() {
        return id;
    }

    /// A button under a card.
    ///
    /// @param label what it says
    /// @param press what comes back when it is pressed, at most 64 bytes; empty with a `url`
    /// @param url what it opens instead, an absolute http or https URL
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Button(String label, String press, Optional<String> url) {
        public Button {
            press = press == null ? "" : press;
            url = url == null ? Optional.empty() : url;
        }

        public Button(String label, String press) {
            this(label, press, Optional.empty());
        }

        public static Button opening(String label, String url) {
            return new Button(label, "", Optional.of(url));
        }
    }
}
