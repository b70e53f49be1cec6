package tidings.domain;

/// Telegram's id of a chat: positive for people, negative for groups.
///
/// Its text form tells nothing of the id, so that it can stand in a log line by accident without harm.
public record ChatId(long value) {
    @Override
    public String toString() {
        return "chat#" + Integer.toHexString(Long.hashCode(value * 0x9E3779B97F4A7C15L));
    }
}
