package tidings.telegram;

import java.util.List;
import java.util.Optional;

/// The content of a message that can be edited later.
///
/// @param html Telegram's HTML
/// @param buttons rows of buttons
/// @param media the picture above the text, if any
/// @param attached what belongs to the text, if anything
public record Card(String html, List<List<Button>> buttons, Optional<Media> media, Optional<Attachment> attached) {
    public Card {
        buttons = buttons.stream().map(List::copyOf).toList();
    }

    /// A picture as part of a card.
    ///
    /// @param png the picture in Base64; a queue message has room for some 700 KB of it
    public record Media(String png) {
        /// Leaves the picture's bytes out.
        @Override
        public String toString() {
            return "Media[png of " + png.length() + " characters]";
        }
    }

    public Card(String html, List<List<Button>> buttons, Optional<Media> media) {
        this(html, buttons, media, Optional.empty());
    }

    public Card(String html, List<List<Button>> buttons) {
        this(html, buttons, Optional.empty());
    }

    public static Card of(String html) {
        return new Card(html, List.of());
    }

    /// This card with a line of small print below its text.
    public Card withNote(String html) {
        return new Card(this.html + "\n\n<i>" + html + "</i>", buttons, media, attached);
    }

    public Card with(Optional<Attachment> attached) {
        return new Card(html, buttons, media, attached);
    }
}
