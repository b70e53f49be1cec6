package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

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

    /// What is no channel, or none that the bot can see, is [Failed].
    ///
    /// @param posts whether the bot is an administrator who may post there
    /// @param person how the person belongs to it; where the bot may not post, Telegram does not say
    @JsonTypeName("channel")
    record Channel(long id, boolean posts, Member person) implements TelegramResult {
        /// Whether the person may decide what the bot posts there.
        public boolean mayBeFed() {
            return posts && person.mayAdminister();
        }
    }

    /// @param packed the content as gzip in Base64; empty for a file that is too large
    @JsonTypeName("file")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record File(Optional<String> packed) implements TelegramResult {
        /// Characters of a packed file: texts of a megabyte take less, and a message has room for it.
        private static final int MAX_PACKED = 300_000;

        public File {
            packed = packed == null ? Optional.empty() : packed;
        }

        public static File of(byte[] content) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new File(Optional.of(Base64.getEncoder().encodeToString(bytes.toByteArray()))
                    .filter(packed -> packed.length() <= MAX_PACKED));
        }

        /// Empty for a file that is too large.
        ///
        /// @throws IllegalArgumentException if it is not packed as it should be
        public Optional<byte[]> unpacked() {
            return packed.map(text -> {
                try (GZIPInputStream gzip = new GZIPInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
                    return gzip.readNBytes(TelegramCall.FileContent.MAX);
                } catch (IOException e) {
                    throw new IllegalArgumentException("the file is no gzip", e);
                }
            });
        }

        /// Leaves the content out.
        @Override
        public String toString() {
            return "File[" + packed.map(String::length) + "]";
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
