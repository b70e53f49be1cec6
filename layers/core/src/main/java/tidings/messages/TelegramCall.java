package tidings.messages;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A call of the Bot API whose result somebody needs who cannot reach Telegram. Named after Telegram's methods.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
public sealed interface TelegramCall {
    /// How a person belongs to the chat: answered by [TelegramResult.Member].
    @JsonTypeName("getChatMember")
    record ChatMember(long user) implements TelegramCall {}

    /// What the bot may do in the chat: answered by [TelegramResult.OwnRights].
    @JsonTypeName("getChat")
    record OwnRights() implements TelegramCall {}

    /// Whether a person and the bot may feed a channel: answered by [TelegramResult.Channel].
    ///
    /// @param channel its public name with an @, or its id
    @JsonTypeName("channel")
    record Channel(String channel, long person) implements TelegramCall {}

    /// What is in a file that somebody sent: answered by [TelegramResult.File].
    @JsonTypeName("getFile")
    record FileContent(String fileId) implements TelegramCall {
        /// No larger file is downloaded, in bytes.
        public static final int MAX = 1 << 20;
    }

    /// A new forum topic in the chat: answered by [TelegramResult.ForumTopic].
    ///
    /// @param name 1 to 128 characters
    @JsonTypeName("createForumTopic")
    record NewForumTopic(String name) implements TelegramCall {}

    /// A document to send: answered by [TelegramResult.Sent].
    ///
    /// @param html the caption in Telegram's HTML, at most 1,024 UTF-16 units without its tags; may be empty
    /// @param base64 the content; a queue message has room for some 700 KB of it
    @JsonTypeName("sendDocument")
    record Document(String fileName, String html, String base64) implements TelegramCall {
        /// Leaves the content out.
        @Override
        public String toString() {
            return "Document[" + fileName + "]";
        }
    }

    /// A picture to send: answered by [TelegramResult.Sent].
    ///
    /// @param html the caption, as a document's
    /// @param png the picture in Base64; a queue message has room for some 700 KB of it
    @JsonTypeName("sendPhoto")
    record Picture(String html, String png) implements TelegramCall {
        /// Leaves the picture's bytes out.
        @Override
        public String toString() {
            return "Picture[png of " + png.length() + " characters]";
        }
    }

    /// Whether the chat sees it, so that it waits for the chat's turn.
    default boolean shown() {
        return switch (this) {
            case Document _, Picture _ -> true;
            case ChatMember _, OwnRights _, Channel _, FileContent _, NewForumTopic _ -> false;
        };
    }
}
