package tidings.scraper;

import java.net.URI;
import java.util.regex.Pattern;
import tidings.ratelimit.RedditMode;
import tidings.aws.Env;

/// What the template tells the scraper; fails at start naming the variable that is wrong.
///
/// @param apiUrl where listings are read with OAuth
/// @param url where tokens are asked for and feeds are read
/// @param userAgent `<platform>:<app id>:<version> (by /u/<name>)`, which is what Reddit's API rules ask for
/// @param secretArn where the client's id and secret are, as JSON with `clientId` and `clientSecret`
record ScraperConfig(
        String service,
        RedditMode mode,
        URI apiUrl,
        URI url,
        String userAgent,
        String secretArn,
        String scrapeQueueUrl,
        String postsQueueUrl,
        String deadLetterQueueUrl,
        String sourcesTable) {
    private static final Pattern HONEST = Pattern.compile("[a-z]+:[^:]+:[^ ]+ \\(by /u/[A-Za-z0-9_-]+\\)");

    ScraperConfig {
        if (!HONEST.matcher(userAgent).matches()) {
            throw new IllegalStateException(
                    "environment variable REDDIT_USER_AGENT must be <platform>:<app id>:<version> (by /u/<name>), not "
                            + userAgent);
        }
    }

    static ScraperConfig from(Env env) {
        return new ScraperConfig(
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.choice("REDDIT_MODE", RedditMode.class),
                env.url("REDDIT_API_URL"),
                env.url("REDDIT_URL"),
                env.text("REDDIT_USER_AGENT"),
                env.text("REDDIT_SECRET_ARN"),
                env.text("SCRAPE_QUEUE_URL"),
                env.text("POSTS_QUEUE_URL"),
                env.text("SCRAPE_DEAD_LETTER_QUEUE_URL"),
                env.text("SOURCES_TABLE"));
    }
}
