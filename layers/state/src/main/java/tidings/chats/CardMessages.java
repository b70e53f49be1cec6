package tidings.chats;

import java.util.List;
import java.util.OptionalInt;

/// The Telegram messages that show a card.
///
/// @param message the one with its text and its buttons; empty while only its album is there
/// @param captioned whether its text is the caption of a picture
/// @param album those with its pictures, before the one with its text
public record CardMessages(OptionalInt message, boolean captioned, List<Integer> album) {
    public static final CardMessages NONE = new CardMessages(OptionalInt.empty(), false, List.of());

    public CardMessages {
        album = List.copyOf(album);
    }

    public static CardMessages of(int message) {
        return NONE.with(message, false);
    }

    public CardMessages with(int message, boolean captioned) {
        return new CardMessages(OptionalInt.of(message), captioned, album);
    }

    public CardMessages withAlbum(List<Integer> album) {
        return new CardMessages(message, captioned, album);
    }
}
