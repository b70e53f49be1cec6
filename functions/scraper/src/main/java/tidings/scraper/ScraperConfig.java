package tidings.scraper;

import tidings.aws.Env;
import tidings.scraper.reddit.RedditConfig;

/// The scraper's configuration; an invalid variable fails the start with its name.
record ScraperConfig(String scrapeQueueUrl, String postsQueueUrl, RedditConfig reddit) {
    static ScraperConfig from(Env env) {
        return new ScraperConfig(env.text("SCRAPE_QUEUE_URL"), env.text("POSTS_QUEUE_URL"), RedditConfig.from(env));
    }
}
