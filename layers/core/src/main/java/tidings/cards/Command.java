package tidings.cards;

import java.util.Locale;

/// The commands that people may send, as the help and Telegram's menu of commands show them.
public enum Command {
    TOP("java week", "the best posts of a subreddit, of the hour, day, week, month, year, or all"),
    TOPICS("", "what posts are sorted into"),
    TOPIC("programming", "the best posts of a topic"),
    CLASSIFY("some text or a link", "which topic it is, and why"),
    HELP("", "what you can send");

    private final String example;
    private final String description;

    Command(String example, String description) {
        this.example = example;
        this.description = description;
    }

    /// As Telegram's menu wants it: lower case, without the slash (https://core.telegram.org/bots/api#botcommand).
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// One line, at most 256 characters.
    public String description() {
        return description;
    }

    /// What somebody might send, such as `/top java week`.
    public String sample() {
        return example.isEmpty() ? "/" + word() : "/" + word() + " " + example;
    }
}
