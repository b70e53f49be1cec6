package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The content of a message.
sealed interface Content {
    /// The text or caption; empty where there is none.
    default FormattedText words() {
        return FormattedText.NONE;
    }

    record Text(FormattedText words) implements Content {}

    record Photo(StoredFile file, FormattedText words) implements Content {
        Photo with(FormattedText caption) {
            return new Photo(file, caption);
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
