package tidings.scraper.reddit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.ratelimit.Allowance;
import tidings.ratelimit.RedditMode;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.Source;
import tidings.scraper.source.Transport;

/// Fetches Reddit's Atom feeds: needs no account, allows few requests, knows no scores and no comments. Thread-safe.
record RedditRss(URI base, RedditGateway gateway) implements Source {
    private static final int ENTRIES = 100;
    private static final String WHOLE = "?limit=" + ENTRIES;
    private static final String ENTRY = "feed > entry";

    /// A hundred entries with the longest texts that Reddit allows take less.
    private static final int MAX_BYTES = 16_000_000;

    /// Within so many bytes from its end a whole feed is closed.
    private static final int TAIL = 256;

    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    /// Until the next request is allowed, so an earlier retry would be denied.
    private static final Duration INTERVAL = RedditMode.RSS.allowance().length().plus(Allowance.MARGIN);

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
        String top = "top.rss" + WHOLE + "&t=" + feed.period().word();
        return page(feed.community(), top, Optional.empty(), urgency, deadline, posts);
    }

    @Override
    public FetchResult newest(Community community, Optional<PostId> after, Deadline deadline, Consumer<Post> posts) {
        AtomicReference<Optional<PostId>> last = new AtomicReference<>(Optional.empty());
        Consumer<Post> noting = post -> last.set(Optional.of(post.id()));
        FetchResult result =
                page(community, "new.rss" + WHOLE, after, Urgency.SCHEDULED, deadline, noting.andThen(posts));
        return result instanceof Fetched page ? page.goesOn(last.get()) : result;
    }

    private FetchResult page(
            Community community,
            String feed,
            Optional<PostId> after,
            Urgency urgency,
            Deadline deadline,
            Consumer<Post> posts) {
        URI uri = RedditLinks.page(base, community, feed, after);
        return gateway.fetch(INTERVAL, Optional.of(community), () -> {
            try (Transport.Response response =
                    gateway.request(Transport.Request.get(uri, Map.of()), urgency, deadline.within(TIMEOUT))) {
                gateway.check(response, "xml");
                Listing listing = new Listing(community, ENTRIES, posts);
                parse(response.body().readNBytes(MAX_BYTES + 1), listing);
                return listing.result();
            }
        });
    }

    /// Reads entry by entry, and leniently: a character or an entity that XML forbids costs nothing. Knows no document
    /// types, so nothing in a feed expands.
    private static void parse(byte[] feed, Listing listing) throws IOException {
        int tail = Math.max(0, feed.length - TAIL);
        if (feed.length > MAX_BYTES) {
            throw new MalformedResponseException("a feed of more than " + MAX_BYTES + " bytes");
        } else if (!new String(feed, tail, feed.length - tail, StandardCharsets.UTF_8).contains("</feed>")) {
            throw new MalformedResponseException("truncated Atom, or none");
        }
        Reader text = new InputStreamReader(new ByteArrayInputStream(feed), StandardCharsets.UTF_8);
        try (StreamParser xml = new StreamParser(Parser.xmlParser()).parse(text, "")) {
            for (Element entry = xml.selectNext(ENTRY); entry != null; entry = xml.selectNext(ENTRY)) {
                listing.accept(RssEntry.of(entry));
                entry.remove();
            }
        }
    }
}
