package tidings.scraper;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Enumeration;
import java.util.List;
import tidings.aws.Deadline;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.domain.Period;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.scraper.reddit.StubReddit;
import tidings.scraper.source.TestFetch;

/// Scrapes one feed of 1,000 posts with 40 KB of text each, generated while it is parsed. Runs in a process of its own
/// with a small heap; exits with 0 if all posts were published.
final class LargeFeed {
    static final int POSTS = 1_000;

    private LargeFeed() {}

    public static void main(String[] args) {
        InstantSource clock = InstantSource.system();
        Scraper scraper = new Scraper(
                List.of(StubReddit.api(LargeFeed::body, clock)),
                _ -> {},
                PostsQueues.of(messages -> messages.forEach(Json::write)),
                clock,
                Meter.silent());
        ScrapeResult result = scraper.scrape(
                new ScrapeRequestedV1(TestFetch.feed("java", Period.ALL), "large", List.of()),
                1,
                Deadline.in(Duration.ofMinutes(1), clock));
        System.exit(result.equals(new ScrapeResult.Published(POSTS)) ? 0 : 1);
    }

    private static InputStream body() {
        return new SequenceInputStream(new Enumeration<>() {
            private int next = -1;

            @Override
            public boolean hasMoreElements() {
                return next <= POSTS;
            }

            @Override
            public InputStream nextElement() {
                int i = next++;
                String text = switch (i) {
                    case -1 -> "{\"kind\": \"Listing\", \"data\": {\"after\": null, \"children\": [";
                    case POSTS -> "]}}";
                    default -> post(i);
                };
                return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static String post(int i) {
        return (i == 0 ? "" : ",") + "{\"kind\": \"t3\", \"data\": {\"id\": \"p" + i
                + "\", \"subreddit\": \"java\", \"title\": \"Post " + i + "\", \"selftext\": \""
                + "long text ".repeat(4_000) + "\", \"selftext_html\": \"" + "long text ".repeat(5_000)
                + "\", \"permalink\": \"/r/java/comments/p" + i + "/\", \"created_utc\": 1763632800.0}}";
    }
}
