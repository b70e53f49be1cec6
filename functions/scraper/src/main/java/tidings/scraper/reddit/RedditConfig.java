package tidings.scraper.reddit;

import java.net.URI;
import java.util.regex.Pattern;
import tidings.aws.Env;
import tidings.ratelimit.RedditMode;

/// The Reddit part of the scraper's configuration.
///
/// @param apiUrl base URL of the API, for OAuth
/// @param url base URL for access tokens and feeds
/// @param userAgent `<platform>:<app id>:<version> (by /u/<name>)`, as Reddit's API rules require
/// @param secretArn secret with the client's id and secret, as JSON with `clientId` and `clientSecret`
/// @param sourcesTable table of the request budgets
public record RedditConfig(
        RedditMode mode, URI apiUrl, URI url, String userAgent, String secretArn, String sourcesTable) {
    private static final Pattern USER_AGENT = Pattern.compile("[a-z]+:[^:]+:[^ ]+ \\(by /u/[A-Za-z0-9_-]+\\)");

    public RedditConfig {
        if (!USER_AGENT.matcher(userAgent).matches()) {
            throw new IllegalStateException(
                    "environment variable REDDIT_USER_AGENT must be <platform>:<app id>:<version> (by /u/<name>), not "
                            + userAgent);
        }
    }

    public static RedditConfig from(Env env) {
        return new RedditConfig(
                env.choice("REDDIT_MODE", RedditMode.class),
                env.url("REDDIT_API_URL"),
                env.url("REDDIT_URL"),
                env.text("REDDIT_USER_AGENT"),
                env.text("REDDIT_SECRET_ARN"),
                env.text("SOURCES_TABLE"));
    }
}
