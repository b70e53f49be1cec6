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
import tidings.domain.Listing;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.Refusal;
import tidings.domain.SourceKind;
import tidings.scraper.Reading.Later;
import tidings.scraper.Reading.Read;

/// Reads listings from Reddit's API, a page of a hundred posts a request. Thread-safe.
final class RedditApi implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(RedditApi.class);

    /// Reddit's largest page.
    private static final int PAGE = 100;

    /// One request: its token, its headers and its whole body.
    private static final Duration REQUEST = Duration.ofSeconds(8);

    private final URI base;
    private final BearerToken token;
    private final Transport transport;
    private final InstantSource clock;
    private final int depth;
    private final RateWindow window = new RateWindow();

    /// @param base the API's address, without a slash at its end
    /// @param depth after so many posts a listing is taken as read; Reddit itself ends after about 1,000
    RedditApi(URI base, BearerToken token, Transport transport, InstantSource clock, int depth) {
        this.base = base;
        this.token = token;
        this.transport = transport;
        this.clock = clock;
        this.depth = depth;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.OAUTH;
    }

    @Override
    public Reading read(Listing listing, Deadline deadline, Consumer<Post> posts) {
        try {
            return new Read(pages(listing, deadline, posts));
        } catch (ReadingStopped stopped) {
            return stopped.reading();
        } catch (JsonProcessingException e) {
            return unavailable("JSON that breaks off or is none");
        } catch (IOException e) {
            return unavailable(e.getClass().getSimpleName());
        }
    }

    private Later unavailable(String what) {
        return new Later(Refusal.UNAVAILABLE, clock.instant(), what);
    }

    private int pages(Listing listing, Deadline deadline, Consumer<Post> posts) throws IOException, ReadingStopped {
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
            ApiPage page = page(listing, after, deadline.within(REQUEST), unseen);
            if (page.skipped() > 0) {
                LOG.warn("{}: {} posts could not be taken over", listing, page.skipped());
            }
            after = page.after();
        } while (after.isPresent() && before < seen.size() && seen.size() < depth);
        return seen.size();
    }

    private ApiPage page(Listing listing, Optional<String> after, Deadline deadline, Consumer<Post> posts)
            throws IOException, ReadingStopped {
        try (Transport.Answer answer = authorized(uri(listing, after), deadline)) {
            Statuses.check(answer, clock.instant());
            if (!answer.is("json")) {
                throw new ReadingStopped(
                        unavailable(answer.header("content-type").orElse("nothing") + " instead of JSON"));
            }
            return ApiPage.read(answer.body(), posts)
                    .orElseThrow(() -> new ReadingStopped(unavailable("JSON without a listing")));
        }
    }

    /// A token may end before its time: the first refusal makes a new one, the second is an answer.
    private Transport.Answer authorized(URI uri, Deadline deadline) throws IOException, ReadingStopped {
        window.enter(clock.instant());
        String first = token.get(deadline);
        Transport.Answer answer = ask(uri, first, deadline);
        if (answer.status() == 401) {
            answer.close();
            token.refused(first);
            answer = ask(uri, token.get(deadline), deadline);
        }
        window.note(answer, clock.instant());
        return answer;
    }

    private Transport.Answer ask(URI uri, String bearer, Deadline deadline) throws IOException {
        return transport.send(
                new Transport.Ask(uri, Map.of("Authorization", "Bearer " + bearer), Optional.empty()), deadline);
    }

    private URI uri(Listing listing, Optional<String> after) {
        return URI.create(base + "/r/" + listing.subreddit() + "/top?raw_json=1&limit=" + PAGE + "&t="
                + listing.period().word() + after.map(name -> "&after=" + name).orElse(""));
    }
}
