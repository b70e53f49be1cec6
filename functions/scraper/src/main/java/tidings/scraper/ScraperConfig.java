package tidings.scraper;

import tidings.aws.Env;
import tidings.aws.QueueSource;
import tidings.scraper.reddit.RedditConfig;

/// The scraper's configuration; an invalid variable fails the start with its name.
///
/// @param scrapeQueueUrl the queue of what somebody waits for
/// @param newPostsQueueUrl the queue of what nobody waits for
record ScraperConfig(
        QueueSource requests,
        String scrapeQueueUrl,
        String postsQueueUrl,
        String newPostsQueueUrl,
        RedditConfig reddit) {
    static ScraperConfig from(Env env) {
        return new ScraperConfig(
                QueueSource.from(env, "SCRAPE", "REFRESH"),
                env.text("SCRAPE_QUEUE_URL"),
                env.text("POSTS_QUEUE_URL"),
                env.text("NEW_POSTS_QUEUE_URL"),
                RedditConfig.from(env));
    }
}
