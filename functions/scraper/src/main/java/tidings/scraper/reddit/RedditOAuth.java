package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;
import tidings.scraper.source.Transport;

/// Fetches feeds from Reddit's API with an OAuth client, a page of a hundred posts per request. Thread-safe.
///
/// @param base URL of the API, without a slash at its end
/// @param depth most posts of a feed; Reddit itself ends after about 1,000
record RedditOAuth(URI base, BearerToken token, RedditGateway gateway, int depth) implements Source {
    /// Reddit's largest page.
    private static final int PAGE = 100;

    private static final String WHOLE = "?raw_json=1&limit=" + PAGE;

    /// Limit of one page: its token, its headers and its whole body.
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    @Override
    public SourceId id() {
        return SourceId.REDDIT;
    }

    @Override
    public SourceApi api() {
        return SourceApi.OAUTH;
    }

    @Override
    public FetchResult fetch(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        return gateway.fetch(Duration.ZERO, Optional.of(feed.community()), () -> pages(feed, urgency, deadline, posts));
    }

    @Override
    public FetchResult newest(Community community, Optional<PostId> after, Deadline deadline, Consumer<Post> posts) {
        return gateway.fetch(Duration.ZERO, Optional.of(community), () -> {
            Listing listing = new Listing(community, PAGE, posts);
            ApiPage page = page(
                    RedditLinks.page(base, community, "new" + WHOLE, after),
                    Urgency.SCHEDULED,
                    deadline.within(TIMEOUT),
                    listing);
            return listing.result().goesOn(page.after());
        });
    }

    /// A refusal concerns the feed, for this client reads others: its owner shows it to nobody.
    @Override
    public FetchResult communities(
            Community custom, Urgency urgency, Deadline deadline, Consumer<Community> communities) {
        URI uri = URI.create(base + "/api/multi/" + custom.name());
        return gateway.fetch(Duration.ZERO, Optional.of(custom), () -> {
            try (Transport.Response response = authorized(uri, urgency, deadline.within(TIMEOUT))) {
                if (response.status() == 403 && response.is("json")) {
                    throw new FetchException(new Refused(SourceProblem.PRIVATE));
                }
                gateway.check(response, "json");
                List<Community> named = CustomFeed.communities(response.body().readNBytes(CustomFeed.MAX_BYTES));
                named.forEach(communities);
                return new Fetched(named.size());
            }
        });
    }

    /// Reddit leaves out what it does not know, and marks what was removed.
    @Override
    public FetchResult check(List<PostId> posts, Deadline deadline, Consumer<PostCounts> there, Consumer<Post> texts) {
        String names = posts.stream().map(post -> "t3_" + post).collect(Collectors.joining(","));
        return gateway.fetch(Duration.ZERO, Optional.empty(), () -> {
            PostInfo info = new PostInfo(Set.copyOf(posts));
            ApiPage page = page(
                    URI.create(base + "/api/info?raw_json=1&id=" + names),
                    Urgency.SCHEDULED,
                    deadline.within(TIMEOUT),
                    info);
            return info.result(page, there, texts);
        });
    }

    private Fetched pages(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) throws IOException {
        Listing listing = new Listing(feed.community(), depth, posts);
        Optional<PostId> after = Optional.empty();
        String top = "top" + WHOLE + "&t=" + feed.period().word();
        int before;
        do {
            before = listing.size();
            after = page(
                            RedditLinks.page(base, feed.community(), top, after),
                            urgency,
                            deadline.within(TIMEOUT),
                            listing)
                    .after();
        } while (after.isPresent() && before < listing.size() && !listing.isFull());
        return listing.result().goesOn(after);
    }

    private ApiPage page(URI uri, Urgency urgency, Deadline deadline, Entries entries) throws IOException {
        try (Transport.Response response = authorized(uri, urgency, deadline)) {
            gateway.check(response, "json");
            return ApiPage.parse(response.body(), entries)
                    .orElseThrow(() -> new MalformedResponseException("JSON without a listing"));
        } catch (JsonProcessingException e) {
            throw new MalformedResponseException("invalid or truncated JSON");
        }
    }

    /// A token can be revoked before it expires, so the first 401 renews it.
    private Transport.Response authorized(URI uri, Urgency urgency, Deadline deadline) throws IOException {
        String first = token.get(urgency, deadline);
        Transport.Response response = request(uri, first, urgency, deadline);
        if (response.status() == 401) {
            response.close();
            token.refused(first);
            response = request(uri, token.get(urgency, deadline), urgency, deadline);
        }
        return response;
    }

    private Transport.Response request(URI uri, String bearer, Urgency urgency, Deadline deadline) throws IOException {
        return gateway.request(
                Transport.Request.get(uri, Map.of("Authorization", "Bearer " + bearer)), urgency, deadline);
    }
}
