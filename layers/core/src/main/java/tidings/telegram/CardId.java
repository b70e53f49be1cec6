package tidings.telegram;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import tidings.domain.Place;

/// Names a message in a chat that may be shown and then edited: `u:<update id>`, a card that the update gave rise
/// to (a second one with a word behind a dot), `u:first.<card>`, the first brief that a card led to,
/// `a:<alarm and time>`, one of an alarm, or `p:<story>`, one that was delivered, of all of which only the sender
/// knows the Telegram message; or `m:<message id>`, one that Telegram named to us.
public record CardId(String value) {
    private static final Pattern ALLOWED =
            Pattern.compile("[ua]:[0-9a-z.-]{1,40}|p:[0-9A-Za-z:._-]{1,80}|m:[0-9]{1,10}");

    public CardId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a card id, which is u:<update id>, a:<alarm>, p:<story> or m:<message id>: " + value);
        }
    }

    public static CardId ofUpdate(String cause) {
        return new CardId("u:" + cause);
    }

    public static CardId ofAlarm(String incident) {
        return new CardId("a:" + incident);
    }

    public static CardId ofMessage(int messageId) {
        return new CardId("m:" + messageId);
    }

    /// A chat can show a story in several of its forum topics.
    public static CardId ofStory(Place place, String story) {
        return new CardId(
                "p:" + story + (place.topic().isPresent() ? "." + place.topic().getAsInt() : ""));
    }

    /// The Telegram message, if Telegram named it to us.
    public OptionalInt message() {
        return value.startsWith("m:") ? OptionalInt.of(Integer.parseInt(value.substring(2))) : OptionalInt.empty();
    }

    public boolean isAlarm() {
        return value.startsWith("a:");
    }

    /// Whether nobody waits for the card.
    public boolean isDelivered() {
        return value.startsWith("p:");
    }

    @Override
    public String toString() {
        return value;
    }
}
