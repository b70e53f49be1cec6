package tidings.scraper;

import java.time.InstantSource;
import java.util.List;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.aws.Role;
import tidings.messages.PostsMessage;
import tidings.messages.ScrapeMessage;
import tidings.scraper.source.Source;

/// The scraper on whatever it is connected to.
public final class ScraperInMemory {
    private ScraperInMemory() {}

    public static Role<ScrapeMessage> of(
            Source source, Queue<ScrapeMessage> requests, Queue<PostsMessage> posts, InstantSource clock) {
        return new Scraper(List.of(source), requests, PostsQueues.of(posts), clock, Meter.silent())::handle;
    }
}
