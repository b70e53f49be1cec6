package tidings.localstack.telegram;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Pattern;

/// The settings of a sandbox Telegram.
///
/// @param port on the loopback address; 0 takes any free one
/// @param token the bot's token: its numeric id, a colon, and a secret
/// @param botName the bot's display name; its user name is made from it
/// @param limits how often the bot may send
/// @param redelivery how a failed webhook call is retried
/// @param clock dates messages and paces limits; deliveries and long polls wait in real time
public record TelegramSettings(
        int port, String token, String botName, SendLimits limits, Redelivery redelivery, InstantSource clock) {
    private static final Pattern TOKEN = Pattern.compile("[1-9][0-9]{0,15}:[A-Za-z0-9_-]{1,64}");

    /// @param timeout the timeout of a webhook call
    /// @param first the wait after the first failure, doubled after each further one
    /// @param longest the maximum wait
    public record Redelivery(Duration timeout, Duration first, Duration longest) {
        public Redelivery {
            if (!timeout.isPositive() || !first.isPositive() || longest.compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "redelivery needs positive times and a longest wait not below the first, not %s, %s, %s"
                                .formatted(timeout, first, longest));
            }
        }

        Duration after(int failures) {
            Duration wait = first;
            for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
                wait = wait.multipliedBy(2);
            }
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    public TelegramSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    "a bot token is the bot's number, a colon, and 1-64 of A-Z a-z 0-9 _ -; this one is not");
        }
        if (botName.isBlank() || botName.length() > 64) {
            throw new IllegalArgumentException("a bot's name has 1-64 characters, not " + botName.length());
        }
    }

    /// Telegram's own limits, any free port, the system clock, and a token that is valid only here.
    public static TelegramSettings local() {
        return new TelegramSettings(
                0,
                "7000000001:only-good-in-the-sandbox",
                "Tidings",
                SendLimits.asTelegram(),
                new Redelivery(Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(60)),
                InstantSource.system());
    }

    public TelegramSettings withPort(int port) {
        return new TelegramSettings(port, token, botName, limits, redelivery, clock);
    }

    public TelegramSettings withRedelivery(Redelivery redelivery) {
        return new TelegramSettings(port, token, botName, limits, redelivery, clock);
    }

    public TelegramSettings withClock(InstantSource clock) {
        return new TelegramSettings(port, token, botName, limits, redelivery, clock);
    }

    User bot() {
        UserId id = new UserId(Long.parseLong(token.substring(0, token.indexOf(':'))));
        String username = botName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_") + "_bot";
        return new User(id, botName, username, true);
    }

    /// Without the token, which no log may show.
    @Override
    public String toString() {
        return "TelegramSettings[port=%d, botName=%s]".formatted(port, botName);
    }
}
