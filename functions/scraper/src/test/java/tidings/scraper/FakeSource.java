package tidings.scraper;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tidings.ratelimit.Urgency;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.SourceProblem;
import tidings.domain.SourceApi;
import tidings.aws.Deadline;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Fetched;
import tidings.scraper.FetchResult.Refused;

/// A source in memory: first gives the readings that were queued, then what it knows.
final class FakeSource implements Source {
    private static final Map<String, SourceProblem> REFUSED = Map.of(
            "private_club", SourceProblem.PRIVATE,
            "forbidden_club", SourceProblem.PRIVATE,
            "banned_club", SourceProblem.BANNED,
            "quarantined_club", SourceProblem.QUARANTINED);
    private static final Collection<String> BROKEN =
            List.of("truncated_club", "cut_club", "html_club", "failing_club", "unavailable_club");

    private final InstantSource clock;
    private final List<Post> posts;
    private final Queue<FetchResult> next = new ArrayDeque<>();
    private int readings;

    FakeSource(InstantSource clock, List<Post> posts) {
        this.clock = clock;
        this.posts = posts;
    }

    static FakeSource ofJava(InstantSource clock) {
        return new FakeSource(
                clock,
                IntStream.range(0, 60)
                        .mapToObj(i -> Listed.post("p" + i, "java", "body", clock.instant()))
                        .toList());
    }

    /// The next readings end so, after half of the posts.
    FakeSource then(FetchResult... readings) {
        next.addAll(List.of(readings));
        return this;
    }

    int readings() {
        return readings;
    }

    @Override
    public FetchResult read(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> consumer) {
        readings++;
        String name = feed.community().value();
        if (!next.isEmpty()) {
            posts.subList(0, posts.size() / 2).forEach(consumer);
            return next.remove();
        } else if (REFUSED.containsKey(name)) {
            return new Refused(REFUSED.get(name));
        } else if (name.equals("throttled_club")) {
            return new Later(SourceProblem.THROTTLED, clock.instant().plus(Duration.ofSeconds(30)), "throttled");
        } else if (BROKEN.contains(name)) {
            return new Later(SourceProblem.UNAVAILABLE, clock.instant(), "broken");
        } else if (name.equals("empty_club")) {
            return new Fetched(0);
        } else if (!name.equals("java")) {
            return new Refused(SourceProblem.MISSING);
        }
        posts.forEach(consumer);
        return new Fetched(posts.size());
    }

    @Override
    public SourceApi kind() {
        return SourceApi.OAUTH;
    }
}
