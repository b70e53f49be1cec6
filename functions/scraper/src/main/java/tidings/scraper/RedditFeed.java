package tidings.scraper;

import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
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
import tidings.budget.Allowance;
import tidings.budget.Trouble;
import tidings.budget.Urgency;
import tidings.domain.Listing;
import tidings.domain.Post;
import tidings.domain.SourceKind;
import tidings.platform.Deadline;
import tidings.scraper.Reading.Later;
import tidings.scraper.Reading.Read;

/// Reads listings from Reddit's Atom feeds: without an account, seldom, and without scores and comments. Thread-safe.
final class RedditFeed implements Source {
    private static final int ENTRIES = 100;

    /// What Reddit leaves to an address without an account.
    private static final Duration INTERVAL = Allowance.ADDRESS.length().plus(Allowance.MARGIN);

    private static final Duration REQUEST = Duration.ofSeconds(8);

    private final URI base;
    private final Door door;
    private final InstantSource clock;

    RedditFeed(URI base, Door door, InstantSource clock) {
        this.base = base;
        this.door = door;
        this.clock = clock;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.RSS;
    }

    @Override
    public Reading read(Listing listing, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        return door.noted(reading(listing, urgency, deadline, posts));
    }

    private Reading reading(Listing listing, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        Feed feed;
        try {
            feed = fetch(listing, urgency, deadline.within(REQUEST));
        } catch (ReadingStopped stopped) {
            return stopped.reading();
        } catch (FeedException e) {
            return broken("XML that breaks off or is no feed");
        } catch (IOException e) {
            return broken(e.getClass().getSimpleName());
        }
        int count = 0;
        for (Entry entry : feed.getEntries()) {
            Optional<Post> post = FeedPost.of(entry, listing.subreddit());
            post.ifPresent(posts);
            count += post.isPresent() ? 1 : 0;
        }
        return new Read(count);
    }

    private Feed fetch(Listing listing, Urgency urgency, Deadline deadline)
            throws IOException, FeedException, ReadingStopped {
        try (Transport.Answer answer =
                door.ask(new Transport.Ask(uri(listing), Map.of(), Optional.empty()), urgency, deadline)) {
            Statuses.check(answer, clock.instant());
            if (!answer.is("xml")) {
                throw new ReadingStopped(broken(answer.header("content-type").orElse("nothing") + " instead of Atom"));
            }
            WireFeed feed = new WireFeedInput().build(utf8(answer));
            if (feed instanceof Feed atom) {
                return atom;
            }
            throw new ReadingStopped(broken(feed.getFeedType() + " instead of Atom"));
        } catch (IllegalArgumentException noFeed) { // ROME's word for a document of a kind it does not know
            throw new ReadingStopped(broken("XML that is no feed"));
        }
    }

    /// The next request is an interval away, so trying again at once would be in vain.
    private Later broken(String what) {
        return new Later(Trouble.SILENT, clock.instant().plus(INTERVAL), what);
    }

    private static Reader utf8(Transport.Answer answer) {
        return new InputStreamReader(answer.body(), StandardCharsets.UTF_8);
    }

    private URI uri(Listing listing) {
        return URI.create(base + "/r/" + listing.subreddit() + "/top.rss?limit=" + ENTRIES + "&t="
                + listing.period().word());
    }
}
