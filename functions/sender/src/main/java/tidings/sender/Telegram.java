package tidings.sender;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import tidings.domain.ChatId;

/// The Bot API, as far as the sender needs it (https://core.telegram.org/bots/api).
@FunctionalInterface
interface Telegram {
    /// Calls a method; every ending that Telegram foresees is a [Reply]. An argument of bytes is a file, a PNG picture.
    Reply call(String method, JsonNode arguments);

    /// How a call ended.
    sealed interface Reply {
        /// Telegram did it.
        record Done(JsonNode result) implements Reply {}

        /// The message looks like this already, which is as good as done.
        record NotModified() implements Reply {}

        /// The message to be edited is gone.
        record MessageGone() implements Reply {}

        /// Too many calls: Telegram names the pause.
        record SlowDown(Duration pause) implements Reply {}

        /// The person blocked the bot, or the bot was put out of the group.
        record Blocked() implements Reply {}

        /// The group became a supergroup with another id.
        record Moved(ChatId to) implements Reply {}

        /// Telegram will never do this.
        record Refused(int code, String description) implements Reply {}

        /// Telegram did not answer, or answered that it is at fault.
        record Unavailable(String what) implements Reply {}
    }
}
