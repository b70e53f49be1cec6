package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import tidings.domain.ChatId;

/// A picture is to be sent.
///
/// @param id names the picture: the cause and the step
/// @param html the caption in Telegram's HTML, at most 1,024 UTF-16 units once its tags are taken away
/// @param png the picture in Base64; a queue's message has room for some 700 KB of it
@JsonTypeName("show-picture/1")
public record ShowPictureV1(ChatId chat, String id, String html, String png) implements OutboxMessage {
    @Override
    public String group() {
        return Long.toString(chat.value());
    }

    @Override
    public String deduplication() {
        return id;
    }

    /// Says nothing of the picture's bytes.
    @Override
    public String toString() {
        return "ShowPictureV1[" + id + "]";
    }
}
