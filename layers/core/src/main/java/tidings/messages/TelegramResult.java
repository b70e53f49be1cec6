package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;

/// What became of a [TelegramCall].
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
public sealed interface TelegramResult {
    @JsonTypeName("member")
    record Member(Status status) implements TelegramResult {
        /// https://core.telegram.org/bots/api#chatmember
        public enum Status {
            CREATOR,
            ADMINISTRATOR,
            MEMBER,
            RESTRICTED,
            LEFT,
            KICKED
        }

        /// Whether the person may decide for the chat.
        public boolean mayAdminister() {
            return status == Status.CREATOR || status == Status.ADMINISTRATOR;
        }
    }

    /// @param forum whether the chat is a group with forum topics
    /// @param managesTopics whether the bot is an administrator who may make some
    @JsonTypeName("own-rights")
    record OwnRights(boolean forum, boolean managesTopics) implements TelegramResult {}

    /// @param path relative to the Bot API's file address, for at least an hour; empty for a file that bots cannot
    ///     download (https://core.telegram.org/bots/api#file)
    /// @param size in bytes; 0 if Telegram does not say
    @JsonTypeName("file-path")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FilePath(Optional<String> path, long size) implements TelegramResult {
        public FilePath {
            path = path == null ? Optional.empty() : path;
        }
    }

    /// @param topic Telegram's id of the forum topic
    @JsonTypeName("forum-topic")
    record ForumTopic(int topic) implements TelegramResult {}

    /// @param message Telegram's id of the message
    @JsonTypeName("sent")
    record Sent(int message) implements TelegramResult {}

    /// Telegram refused the call, and would refuse it again.
    ///
    /// @param reason in Telegram's words, for a log
    @JsonTypeName("failed")
    record Failed(String reason) implements TelegramResult {}
}
