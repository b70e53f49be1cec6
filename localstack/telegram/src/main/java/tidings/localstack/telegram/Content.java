package tidings.localstack.telegram;

/// What a message holds.
sealed interface Content {
    /// The text or caption; empty where there is none.
    FormattedText words();

    record Text(FormattedText words) implements Content {}

    record Photo(StoredFile file, FormattedText words) implements Content {
        Photo with(FormattedText caption) {
            return new Photo(file, caption);
        }
    }

    /// In a group: it goes on as the supergroup `to`.
    record MigratedTo(ChatId to) implements Content {
        @Override
        public FormattedText words() {
            return new FormattedText("", java.util.List.of());
        }
    }

    /// In a supergroup: it was the group `from`.
    record MigratedFrom(ChatId from) implements Content {
        @Override
        public FormattedText words() {
            return new FormattedText("", java.util.List.of());
        }
    }
}
