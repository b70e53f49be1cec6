package tidings.scraper.source;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;

/// A source in memory. It first returns the results that were queued, then what its communities give.
public final class FakeSource implements Source {
    private static final Map<String, SourceProblem> REFUSED = Map.of(
            "private_club", SourceProblem.PRIVATE,
            "banned_club", SourceProblem.BANNED,
            "quarantined_club", SourceProblem.QUARANTINED,
            "gated_club", SourceProblem.QUARANTINED);
    private static final Collection<String> BROKEN =
            List.of("truncated_club", "cut_club", "html_club", "failing_club", "unavailable_club");

    private static final Collection<String> SHUT =
            List.of("forbidden_club", "login_club", "over_18_club", "elsewhere_club");

    private final InstantSource clock;
    private final List<Post> posts;
    private final Queue<FetchResult> next = new ArrayDeque<>();
    private final List<Urgency> urgencies = new ArrayList<>();
    private int fetches;
    private Deadline deadline = Deadline.current();

    public FakeSource(InstantSource clock, List<Post> posts) {
        this.clock = clock;
        this.posts = posts;
    }

    public static FakeSource ofJava(InstantSource clock) {
        return new FakeSource(
                clock,
                IntStream.range(0, 60)
                        .mapToObj(i -> TestFetch.post("p" + i, "java", "body", clock.instant()))
                        .toList());
    }

    /// The results of the next fetches, each after half of the posts.
    public FakeSource then(FetchResult... results) {
        next.addAll(List.of(results));
        return this;
    }

    public List<Urgency> urgencies() {
        return List.copyOf(urgencies);
    }

    public int fetches() {
        return fetches;
    }

    @Override
    public FetchResult fetch(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> consumer) {
        fetches++;
        urgencies.add(urgency);
        this.deadline = deadline;
        String name = feed.community().value();
        if (!next.isEmpty()) {
            posts.subList(0, posts.size() / 2).forEach(consumer);
            return next.remove();
        } else if (REFUSED.containsKey(name)) {
            return new Refused(REFUSED.get(name));
        } else if (name.equals("throttled_club") || name.equals("hollow_club")) {
            return new Failed(SourceProblem.THROTTLED, clock.instant().plus(Duration.ofSeconds(30)), "throttled");
        } else if (SHUT.contains(name)) {
            return new Failed(SourceProblem.BLOCKED, clock.instant().plus(Duration.ofSeconds(60)), "blocked");
        } else if (BROKEN.contains(name)) {
            return new Failed(SourceProblem.UNAVAILABLE, clock.instant(), "broken");
        } else if (name.equals("empty_club")) {
            return new Fetched(0);
        } else if (!name.equals("java")) {
            return new Refused(SourceProblem.MISSING);
        }
        posts.forEach(consumer);
        return new Fetched(posts.size());
    }

    @Override
    public FetchResult newest(Community community, Optional<PostId> after, Deadline deadline, Consumer<Post> consumer) {
        posts.forEach(consumer);
        return new Fetched(posts.size()).goesOn(Optional.of(posts.getLast().id()));
    }

    /// The deadline of the last fetch.
    public Deadline deadline() {
        return deadline;
    }

    @Override
    public SourceId id() {
        return SourceId.REDDIT;
    }

    @Override
    public SourceApi api() {
        return SourceApi.OAUTH;
    }
}
