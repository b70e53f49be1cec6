package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.domain.PostId;

/// The activity queue: what people did, noted behind the answers that they got.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ActivityMessage extends StoredMessage {
    /// An update was answered. It has nothing that people wrote but the word of a command.
    ///
    /// @param id names it among all chats: the update that caused it
    /// @param command the word of the command, or of the one whose button was pressed; empty for a button under a
    ///     delivered brief or an alarm
    /// @param posts that it showed or was about, in their order, at most [#MAX_POSTS]
    @JsonTypeName("acted/1")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ActedV1(ChatId chat, String id, Instant at, Kind kind, Optional<String> command, List<PostId> posts)
            implements ActivityMessage {
        /// As many as the longest list on a card has.
        public static final int MAX_POSTS = 20;

        public enum Kind {
            /// Any command or button that is none of the others.
            COMMAND,
            /// A list of posts was shown, or a page of one.
            SHOWN,
            /// One post was shown.
            OPENED,
            BRIEF_READ,
            SAVED,
            /// The topic of a post was corrected.
            CORRECTED,
            LIKED,
            DISLIKED,
            REMINDED,
            FOLLOWED
        }

        public ActedV1 {
            command = command == null ? Optional.empty() : command;
            posts = posts == null ? List.of() : List.copyOf(posts);
            if (posts.size() > MAX_POSTS) {
                throw new IllegalArgumentException("posts must be at most " + MAX_POSTS + ", not " + posts.size());
            }
        }

        @Override
        public String group() {
            return Long.toString(chat.value());
        }

        @Override
        public String deduplication() {
            return id;
        }

        /// The answer was on its way before.
        @Override
        public boolean timed() {
            return false;
        }
    }
}
