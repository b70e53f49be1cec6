package tidings.scraper;

import tidings.aws.Env;
import tidings.aws.QueueSource;
import tidings.scraper.reddit.RedditConfig;

/// The scraper's configuration; an invalid variable fails the start with its name.
record ScraperConfig(QueueSource requests, String postsQueueUrl, RedditConfig reddit) {
    static ScraperConfig from(Env env) {
        return new ScraperConfig(QueueSource.from(env, "SCRAPE"), env.text("POSTS_QUEUE_URL"), RedditConfig.from(env));
    }
}
