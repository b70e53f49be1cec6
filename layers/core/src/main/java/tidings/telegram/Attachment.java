package tidings.telegram;

import java.util.Optional;

/// What belongs to the text of a delivered card. A preview can be added to a text and taken away again; a picture
/// cannot, for its message has a caption and no text.
///
/// @param url absolute, of the picture or of what is previewed
/// @param hidden whether the picture is seen only after a tap; a preview cannot be hidden
public record Attachment(Form form, String url, boolean hidden) {
    public enum Form {
        PHOTO,
        /// A picture that moves, without sound.
        ANIMATION,
        PREVIEW,
        /// What was sent with the card goes: it shows nothing of its post any more.
        NOTHING
    }

    public static final Attachment NOTHING = new Attachment(Form.NOTHING, "", false);

    public static Attachment preview(String url) {
        return new Attachment(Form.PREVIEW, url, false);
    }

    /// Whether its card is a picture with a caption.
    public boolean isPicture() {
        return form == Form.PHOTO || form == Form.ANIMATION;
    }

    /// What is shown where Telegram does not take it as it is.
    public Optional<Attachment> simpler() {
        return switch (form) {
            case PHOTO, ANIMATION -> hidden ? Optional.empty() : Optional.of(preview(url));
            case PREVIEW, NOTHING -> Optional.empty();
        };
    }
}
