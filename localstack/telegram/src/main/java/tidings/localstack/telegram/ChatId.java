package tidings.localstack.telegram;

/// Identifies a chat as the Bot API does: positive for a private chat (the id of the person), negative for a group.
public record ChatId(long value) {}
