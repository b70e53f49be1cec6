package tidings.domain;

/// What a scrape is asked for: the top posts of a subreddit within a period.
public record Listing(SubredditName subreddit, Period period) {
    @Override
    public String toString() {
        return subreddit + "/" + period.word();
    }
}
