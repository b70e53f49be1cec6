package tidings.scraper.reddit;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tidings.aws.Deadline;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.ratelimit.Allowance;
import tidings.ratelimit.RedditMode;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.Source;
import tidings.scraper.source.Transport;

/// Fetches Reddit's Atom feeds: needs no account, allows few requests, knows no scores and no comments. Thread-safe.
final class RedditRss implements Source {
    private static final int ENTRIES = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    /// Until the next request is allowed, so an earlier retry would be denied.
    private static final Duration INTERVAL = RedditMode.RSS.allowance().length().plus(Allowance.MARGIN);

    private final URI base;
    private final RedditGateway gateway;

    RedditRss(URI base, RedditGateway gateway) {
        this.base = base;
        this.gateway = gateway;
    }

    @Override
    public SourceId id() {
        return SourceId.REDDIT;
    }

    @Override
    public SourceApi api() {
        return SourceApi.RSS;
    }

    @Override
    public FetchResult fetch(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        return gateway.fetch(INTERVAL, () -> {
            List<Post> found = entries(feed, urgency, deadline.within(TIMEOUT)).stream()
                    .map(entry -> RssPost.of(entry, feed.community()))
                    .flatMap(Optional::stream)
                    .toList();
            found.forEach(posts);
            return found.size();
        });
    }

    private List<Entry> entries(Feed feed, Urgency urgency, Deadline deadline) throws IOException {
        try (Transport.Response response =
                gateway.request(Transport.Request.get(uri(feed), Map.of()), urgency, deadline)) {
            gateway.check(response, "xml");
            WireFeed document = new WireFeedInput().build(utf8(response));
            if (document instanceof com.rometools.rome.feed.atom.Feed atom) {
                return atom.getEntries();
            }
            throw new MalformedResponseException(document.getFeedType() + " instead of Atom");
        } catch (FeedException | IllegalArgumentException e) { // the latter for a format that ROME does not know
            throw new MalformedResponseException("invalid or truncated Atom");
        }
    }

    private static Reader utf8(Transport.Response response) {
        return new InputStreamReader(response.body(), StandardCharsets.UTF_8);
    }

    private URI uri(Feed feed) {
        return URI.create(base + "/r/" + feed.community().name() + "/top.rss?limit=" + ENTRIES + "&t="
                + feed.period().word());
    }
}
