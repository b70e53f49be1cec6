package tidings.botapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import tidings.aws.Json;
import tidings.domain.ChatId;

/// The outcome of a call (https://core.telegram.org/bots/api#making-requests).
public sealed interface CallResult {
    /// @param result Telegram's `result`
    record Done(JsonNode result) implements CallResult {
        /// @throws IllegalArgumentException if the result is not of that type
        public <T> T as(Class<T> type) {
            T read = Json.mapper().convertValue(result, type);
            if (read == null) {
                throw new IllegalArgumentException("Telegram's result is null");
            }
            return read;
        }
    }

    /// The message looks like this already.
    record NotModified() implements CallResult {}

    /// The message to edit is gone, or nobody can edit it any more.
    record MessageGone() implements CallResult {}

    /// The forum topic to write to is gone or closed.
    record TopicGone() implements CallResult {}

    /// The message to edit shows media: it has a caption and no text.
    record NoText() implements CallResult {}

    /// Telegram cannot read the markup of the text.
    record BadMarkup(String description) implements CallResult {}

    /// Telegram wants no call before the pause is over.
    record SlowDown(Duration pause) implements CallResult {
        static SlowDown of(long seconds) {
            return new SlowDown(Duration.ofSeconds(Math.clamp(seconds, 1, Integer.MAX_VALUE)));
        }
    }

    /// The person blocked the bot or is gone, or the bot is no member of the group.
    record Blocked() implements CallResult {}

    /// The bot may not write there. At times Telegram also says so of chats in which it may.
    record WriteForbidden(String description) implements CallResult {}

    /// The bot may write there, but send no pictures or files.
    record MediaForbidden(String description) implements CallResult {}

    /// Telegram cannot get the picture, or does not take it: it is too large, say, or none.
    record MediaRefused(String description) implements CallResult {}

    /// The group became a supergroup with another id.
    record Moved(ChatId to) implements CallResult {}

    /// Telegram will never do this.
    record Refused(int code, String description) implements CallResult {}

    /// There is no bot with this token.
    record UnknownToken() implements CallResult {}

    /// Telegram did not answer, or answered with an error of its own.
    ///
    /// @param what names the error and holds neither token nor URL
    record Unavailable(String what) implements CallResult {}
}
