package tidings.localstack.telegram;

/// The content of a message.
sealed interface Content {
    /// The text or caption; empty where there is none.
    FormattedText words();

    record Text(FormattedText words) implements Content {}

    record Photo(StoredFile file, FormattedText words) implements Content {
        Photo with(FormattedText caption) {
            return new Photo(file, caption);
        }
    }

    /// In a group: it was migrated to the supergroup `to`.
    record MigratedTo(ChatId to) implements Content {
        @Override
        public FormattedText words() {
            return new FormattedText("", java.util.List.of());
        }
    }

    /// In a supergroup: it was migrated from the group `from`.
    record MigratedFrom(ChatId from) implements Content {
        @Override
        public FormattedText words() {
            return new FormattedText("", java.util.List.of());
        }
    }
}
