package tidings.chats;

import java.util.Optional;

/// The kinds of items in the table of chats, which [ChatsTable] describes. All that are under a chat's id go with
/// it.
public enum ChatItem {
    SETTINGS("settings", ""),
    STATE("state", "how fast and where Telegram takes messages for it, for a day"),
    CARD("card#", "which messages show cards that may change, for two days"),
    WAIT("wait#", "which cards wait for an answer, for a day"),
    QUOTA("quota#", "how often it did something lately, for some minutes"),
    DRAFT("draft#", "what somebody was about to save, for a day"),
    ALARM("alarm#", "of the operators, not of a chat"),
    FORMER("former", "which group became this one, as Telegram said"),
    ERASED("erased", "of no chat that there is"),
    BOT("bot", "of the bot itself");

    private final String prefix;
    private final String kept;

    ChatItem(String prefix, String kept) {
        this.prefix = prefix;
        this.kept = kept;
    }

    /// The sort key of an item.
    String of(String name) {
        return prefix + name;
    }

    /// The name in a sort key.
    String name(String key) {
        return key.substring(prefix.length());
    }

    /// Why it is not exported; empty if it is.
    public Optional<String> kept() {
        return Optional.of(kept).filter(reason -> !reason.isEmpty());
    }
}
