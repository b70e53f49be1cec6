package tidings.scraper;

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
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tidings.ratelimit.Allowance;
import tidings.domain.SourceProblem;
import tidings.ratelimit.Urgency;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.SourceApi;
import tidings.aws.Deadline;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Fetched;

/// Fetches from Reddit's Atom feeds: without an account, seldom, and without scores and comments. Thread-safe.
final class RedditRss implements Source {
    private static final int ENTRIES = 100;

    /// What Reddit leaves to an address without an account.
    private static final Duration INTERVAL = Allowance.ADDRESS.length().plus(Allowance.MARGIN);

    private static final Duration REQUEST = Duration.ofSeconds(8);

    private final URI base;
    private final RedditGateway gateway;
    private final InstantSource clock;

    RedditRss(URI base, RedditGateway gateway, InstantSource clock) {
        this.base = base;
        this.gateway = gateway;
        this.clock = clock;
    }

    @Override
    public SourceApi kind() {
        return SourceApi.RSS;
    }

    @Override
    public FetchResult read(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        return gateway.noted(result(feed, urgency, deadline, posts));
    }

    private FetchResult result(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        com.rometools.rome.feed.atom.Feed atom;
        try {
            atom = fetch(feed, urgency, deadline.within(REQUEST));
        } catch (FetchException stopped) {
            return stopped.result();
        } catch (FeedException e) {
            return broken("XML that breaks off or is no feed");
        } catch (IOException e) {
            return broken(e.getClass().getSimpleName());
        }
        int count = 0;
        for (Entry entry : atom.getEntries()) {
            Optional<Post> post = RssPost.of(entry, feed.community());
            post.ifPresent(posts);
            count += post.isPresent() ? 1 : 0;
        }
        return new Fetched(count);
    }

    private com.rometools.rome.feed.atom.Feed fetch(Feed feed, Urgency urgency, Deadline deadline)
            throws IOException, FeedException, FetchException {
        try (Transport.Answer answer =
                gateway.ask(new Transport.Ask(uri(feed), Map.of(), Optional.empty()), urgency, deadline)) {
            Statuses.check(answer, clock.instant());
            if (!answer.is("xml")) {
                throw new FetchException(broken(answer.header("content-type").orElse("nothing") + " instead of Atom"));
            }
            WireFeed document = new WireFeedInput().build(utf8(answer));
            if (document instanceof com.rometools.rome.feed.atom.Feed atom) {
                return atom;
            }
            throw new FetchException(broken(document.getFeedType() + " instead of Atom"));
        } catch (IllegalArgumentException noFeed) { // ROME's word for a document of a kind it does not know
            throw new FetchException(broken("XML that is no feed"));
        }
    }

    /// The next request is an interval away, so a retry at once would fail.
    private Later broken(String what) {
        return new Later(SourceProblem.UNAVAILABLE, clock.instant().plus(INTERVAL), what);
    }

    private static Reader utf8(Transport.Answer answer) {
        return new InputStreamReader(answer.body(), StandardCharsets.UTF_8);
    }

    private URI uri(Feed feed) {
        return URI.create(base + "/r/" + feed.community() + "/top.rss?limit=" + ENTRIES + "&t="
                + feed.period().word());
    }
}
