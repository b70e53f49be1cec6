package tidings.localstack.telegram;

import java.time.Duration;

/// How often the bot may send or edit. Telegram publishes no exact limits, only about 30 messages per second in
/// total, one per second in a chat, and 20 per minute in a group; short bursts in a chat pass. Each limit counts
/// the messages sent within the last `per`.
///
/// @param overall all chats together
/// @param chat any one chat: five in five seconds are one per second with a burst of five
/// @param group any one group, on top of the limit of a chat
public record SendLimits(Limit overall, Limit chat, Limit group) {
    /// At most `messages` within any period of length `per`.
    public record Limit(int messages, Duration per) {
        public Limit {
            if (messages < 1) {
                throw new IllegalArgumentException("a limit lets at least one message pass, not " + messages);
            }
            if (!per.isPositive()) {
                throw new IllegalArgumentException("a limit needs a positive period, not " + per);
            }
        }
    }

    public static SendLimits asTelegram() {
        return new SendLimits(
                new Limit(30, Duration.ofSeconds(1)),
                new Limit(5, Duration.ofSeconds(5)),
                new Limit(20, Duration.ofMinutes(1)));
    }
}
