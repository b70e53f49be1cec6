package tidings.scraper;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.domain.SourceProblem;
import tidings.ratelimit.Urgency;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.aws.Deadline;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Fetched;

/// Reads listings from Reddit's API, a page of a hundred posts a request. Thread-safe.
final class RedditApi implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(RedditApi.class);

    /// Reddit's largest page.
    private static final int PAGE = 100;

    /// One request: its token, its headers and its whole body.
    private static final Duration REQUEST = Duration.ofSeconds(8);

    private final URI base;
    private final BearerToken token;
    private final RedditGateway gateway;
    private final InstantSource clock;
    private final int depth;

    /// @param base the API's address, without a slash at its end
    /// @param depth after so many posts a listing is taken as read; Reddit itself ends after about 1,000
    RedditApi(URI base, BearerToken token, RedditGateway gateway, InstantSource clock, int depth) {
        this.base = base;
        this.token = token;
        this.gateway = gateway;
        this.clock = clock;
        this.depth = depth;
    }

    @Override
    public SourceApi kind() {
        return SourceApi.OAUTH;
    }

    @Override
    public FetchResult read(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        return gateway.noted(result(feed, urgency, deadline, posts));
    }

    private FetchResult result(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
        try {
            return new Fetched(pages(feed, urgency, deadline, posts));
        } catch (FetchException stopped) {
            return stopped.result();
        } catch (JsonProcessingException e) {
            return unavailable("JSON that breaks off or is none");
        } catch (IOException e) {
            return unavailable(e.getClass().getSimpleName());
        }
    }

    private Later unavailable(String what) {
        return new Later(SourceProblem.UNAVAILABLE, clock.instant(), what);
    }

    private int pages(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts)
            throws IOException, FetchException {
        Set<PostId> seen = new HashSet<>(); // a listing moves while it is paged through
        Consumer<Post> unseen = post -> {
            if (seen.size() < depth && seen.add(post.id())) {
                posts.accept(post);
            }
        };
        Optional<String> after = Optional.empty();
        int before;
        do {
            before = seen.size();
            ApiPage page = page(uri(feed, after), urgency, deadline.within(REQUEST), unseen);
            if (page.skipped() > 0) {
                LOG.warn("{}: {} posts could not be taken over", feed, page.skipped());
            }
            after = page.after();
        } while (after.isPresent() && before < seen.size() && seen.size() < depth);
        return seen.size();
    }

    private ApiPage page(URI uri, Urgency urgency, Deadline deadline, Consumer<Post> posts)
            throws IOException, FetchException {
        try (Transport.Answer answer = authorized(uri, urgency, deadline)) {
            Statuses.check(answer, clock.instant());
            if (!answer.is("json")) {
                throw new FetchException(
                        unavailable(answer.header("content-type").orElse("nothing") + " instead of JSON"));
            }
            return ApiPage.read(answer.body(), posts)
                    .orElseThrow(() -> new FetchException(unavailable("JSON without a listing")));
        }
    }

    /// A token may end before its time: the first refusal makes a new one, the second is an answer.
    private Transport.Answer authorized(URI uri, Urgency urgency, Deadline deadline)
            throws IOException, FetchException {
        String first = token.get(deadline);
        Transport.Answer answer = ask(uri, first, urgency, deadline);
        if (answer.status() == 401) {
            answer.close();
            token.refused(first);
            answer = ask(uri, token.get(deadline), urgency, deadline);
        }
        return answer;
    }

    private Transport.Answer ask(URI uri, String bearer, Urgency urgency, Deadline deadline)
            throws IOException, FetchException {
        return gateway.ask(
                new Transport.Ask(uri, Map.of("Authorization", "Bearer " + bearer), Optional.empty()),
                urgency,
                deadline);
    }

    private URI uri(Feed feed, Optional<String> after) {
        return URI.create(base + "/r/" + feed.community() + "/top?raw_json=1&limit=" + PAGE + "&t="
                + feed.period().word() + after.map(name -> "&after=" + name).orElse(""));
    }
}
