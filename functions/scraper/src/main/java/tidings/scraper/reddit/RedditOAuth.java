package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.Source;
import tidings.scraper.source.Transport;

/// Fetches feeds from Reddit's API with an OAuth client, a page of a hundred posts per request. Thread-safe.
final class RedditOAuth implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(RedditOAuth.class);

    /// Reddit's largest page.
    private static final int PAGE = 100;

    /// Limit of one page: its token, its headers and its whole body.
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final URI base;
    private final BearerToken token;
    private final RedditGateway gateway;
    private final int depth;

    /// @param base URL of the API, without a slash at its end
    /// @param depth most posts of a feed; Reddit itself ends after about 1,000
    RedditOAuth(URI base, BearerToken token, RedditGateway gateway, int depth) {
        this.base = base;
        this.token = token;
        this.gateway = gateway;
        this.depth = depth;
    }

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
        return gateway.fetch(Duration.ZERO, () -> pages(feed, urgency, deadline, posts));
    }

    private int pages(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) throws IOException {
        Set<PostId> seen = new HashSet<>(); // ranks change between pages, so a post can come twice
        Consumer<Post> unseen = post -> {
            if (seen.size() < depth && seen.add(post.id())) {
                posts.accept(post);
            }
        };
        Optional<String> after = Optional.empty();
        int before;
        do {
            before = seen.size();
            ApiPage page = page(uri(feed, after), urgency, deadline.within(TIMEOUT), unseen);
            if (page.skipped() > 0) {
                LOG.warn("{}: {} invalid posts skipped", feed, page.skipped());
            }
            after = page.after();
        } while (after.isPresent() && before < seen.size() && seen.size() < depth);
        return seen.size();
    }

    private ApiPage page(URI uri, Urgency urgency, Deadline deadline, Consumer<Post> posts) throws IOException {
        try (Transport.Response response = authorized(uri, urgency, deadline)) {
            gateway.check(response, "json");
            return ApiPage.parse(response.body(), posts)
                    .orElseThrow(() -> new MalformedResponseException("JSON without a listing"));
        } catch (JsonProcessingException e) {
            throw new MalformedResponseException("invalid or truncated JSON");
        }
    }

    /// A token can be revoked before it expires, so the first 401 renews it.
    private Transport.Response authorized(URI uri, Urgency urgency, Deadline deadline) throws IOException {
        String first = token.get(deadline);
        Transport.Response response = request(uri, first, urgency, deadline);
        if (response.status() == 401) {
            response.close();
            token.refused(first);
            response = request(uri, token.get(deadline), urgency, deadline);
        }
        return response;
    }

    private Transport.Response request(URI uri, String bearer, Urgency urgency, Deadline deadline) throws IOException {
        return gateway.request(
                Transport.Request.get(uri, Map.of("Authorization", "Bearer " + bearer)), urgency, deadline);
    }

    private URI uri(Feed feed, Optional<String> after) {
        return URI.create(base + "/r/" + feed.community().name() + "/top?raw_json=1&limit=" + PAGE + "&t="
                + feed.period().word() + after.map(name -> "&after=" + name).orElse(""));
    }
}
