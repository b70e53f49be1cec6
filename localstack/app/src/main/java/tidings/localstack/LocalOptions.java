package tidings.localstack;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tidings.aws.Env;

/// The options of a local run, from environment variables: real services or sandboxes.
///
/// @param botToken of the real Telegram; without one a sandbox Telegram is started
/// @param operatorsChat the chat in the real Telegram that gets alarms
/// @param telegramUrl the Bot API's URL, for a real token
/// @param redditMode `sandbox`, or the mode in which the real Reddit is read
/// @param reddit the given template parameters for the real Reddit
/// @param pagePort the port of the chat page; 0 for any free one
/// @param communities how many communities the sandbox Reddit has besides the usual ones
/// @param useCache whether functions share a cache
public record LocalOptions(
        Optional<String> botToken,
        Optional<Long> operatorsChat,
        URI telegramUrl,
        String redditMode,
        Map<String, String> reddit,
        int pagePort,
        int communities,
        boolean useCache) {
    private static final String SANDBOX = "sandbox";
    private static final int PAGE_PORT = 8080;

    /// Only sandboxes, the page on any free port: for tests.
    public static final LocalOptions SANDBOXES = new LocalOptions(
            Optional.empty(), Optional.empty(), URI.create("https://api.telegram.org"), SANDBOX, Map.of(), 0, 0, true);

    public LocalOptions {
        reddit = Map.copyOf(reddit);
    }

    public static LocalOptions from(Env env) {
        Map<String, String> reddit = new LinkedHashMap<>();
        env.given("REDDIT_CLIENT_ID").ifPresent(value -> reddit.put("RedditClientId", value));
        env.given("REDDIT_CLIENT_SECRET").ifPresent(value -> reddit.put("RedditClientSecret", value));
        env.given("REDDIT_API_URL").ifPresent(value -> reddit.put("RedditApiUrl", value));
        env.given("REDDIT_URL").ifPresent(value -> reddit.put("RedditUrl", value));
        env.given("REDDIT_USER_AGENT").ifPresent(value -> reddit.put("RedditUserAgent", value));
        if (reddit.containsKey("RedditClientId") != reddit.containsKey("RedditClientSecret")) {
            throw new IllegalArgumentException(
                    "REDDIT_CLIENT_ID and REDDIT_CLIENT_SECRET are given together or not at all");
        }
        String mode = env.given("REDDIT_MODE").orElse(reddit.containsKey("RedditClientId") ? "oauth" : SANDBOX);
        if (mode.equals("oauth") && !reddit.containsKey("RedditClientId")) {
            throw new IllegalArgumentException("REDDIT_MODE=oauth needs REDDIT_CLIENT_ID and REDDIT_CLIENT_SECRET");
        }
        return new LocalOptions(
                env.given("TELEGRAM_BOT_TOKEN"),
                env.chat("TELEGRAM_OPERATORS_CHAT"),
                env.given("TELEGRAM_API_URL")
                        .map(_ -> env.url("TELEGRAM_API_URL"))
                        .orElse(SANDBOXES.telegramUrl()),
                mode,
                reddit,
                env.given("TIDINGS_PAGE_PORT")
                        .map(_ -> env.number("TIDINGS_PAGE_PORT", 0))
                        .orElse(PAGE_PORT),
                0,
                !env.given("USE_CACHE").equals(Optional.of("false")));
    }

    public LocalOptions withCommunities(int more) {
        return new LocalOptions(botToken, operatorsChat, telegramUrl, redditMode, reddit, pagePort, more, useCache);
    }

    public LocalOptions withoutCache() {
        return new LocalOptions(botToken, operatorsChat, telegramUrl, redditMode, reddit, pagePort, communities, false);
    }

    boolean redditIsSandbox() {
        return redditMode.equals(SANDBOX);
    }

    /// Without the token, which no log may show.
    @Override
    public String toString() {
        return "LocalOptions[telegram=%s, reddit=%s]".formatted(botToken.isPresent() ? "real" : SANDBOX, redditMode);
    }
}
