package tidings.localstack.telegram;

/// Identifies a user as the Bot API does.
public record UserId(long value) {}
