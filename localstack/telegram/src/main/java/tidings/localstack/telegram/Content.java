package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/// The content of a message.
sealed interface Content {
    /// The text or caption; empty where there is none.
    default FormattedText words() {
        return FormattedText.NONE;
    }

    /// @param preview how links are previewed, if the bot said so
    record Text(FormattedText words, Optional<JsonNode> preview) implements Content {
        Text(FormattedText words) {
            this(words, Optional.empty());
        }
    }

    /// A picture that moves or not, or a video.
    ///
    /// @param hidden whether it is seen only after a tap
    record Photo(Kind kind, StoredFile file, boolean hidden, FormattedText words) implements Content {
        enum Kind {
            PHOTO,
            ANIMATION,
            VIDEO;

            String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        Photo(StoredFile file, FormattedText words) {
            this(Kind.PHOTO, file, false, words);
        }

        Photo with(FormattedText caption) {
            return new Photo(kind, file, hidden, caption);
        }

        JsonNode json() {
            return kind == Kind.PHOTO
                    ? Json.array().add(file.sizeJson())
                    : file.sizeJson().put("duration", 0).put("mime_type", file.mediaType());
        }
    }

    record Document(StoredFile file, String fileName, FormattedText words) implements Content {
        Document with(FormattedText caption) {
            return new Document(file, fileName, caption);
        }

        ObjectNode json() {
            return file.fileJson().put("file_name", fileName).put("mime_type", file.mediaType());
        }
    }

    /// What happened in a group; nobody wrote it, and it cannot be edited.
    sealed interface Service extends Content {}

    /// In a forum: a topic began.
    ///
    /// @param color of its icon, as RGB
    record TopicCreated(String name, long color) implements Service {
        static final long BLUE = 0x6FB9F0;

        ObjectNode json() {
            return Json.object().put("name", name).put("icon_color", color);
        }
    }

    /// In a group: the bot came back.
    record Joined(User who) implements Service {}

    /// In a group: it was migrated to the supergroup `to`.
    record MigratedTo(ChatId to) implements Service {}

    /// In a supergroup: it was migrated from the group `from`.
    record MigratedFrom(ChatId from) implements Service {}
}
