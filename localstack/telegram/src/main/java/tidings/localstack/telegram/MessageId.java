package tidings.localstack.telegram;

/// Identifies a message within its chat.
public record MessageId(long value) {}
