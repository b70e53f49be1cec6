package tidings.domain;

/// Telegram's id of a chat: positive for people, negative for groups.
///
/// Its text form is the same for every chat, so that it can stand in a log line by accident without harm.
public record ChatId(long value) {
    @Override
    public String toString() {
        return "chat";
    }
}
