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
import tidings.budget.Trouble;
import tidings.budget.Urgency;
import tidings.domain.Listing;
import tidings.domain.Post;
import tidings.domain.Refusal;
import tidings.domain.SourceKind;
import tidings.platform.Deadline;
import tidings.scraper.Reading.Later;
import tidings.scraper.Reading.Read;
import tidings.scraper.Reading.Refused;

/// A source in memory: first gives the readings that were queued, then what it knows.
final class FakeSource implements Source {
    private static final Map<String, Refusal> REFUSED = Map.of(
            "private_club", Refusal.PRIVATE,
            "forbidden_club", Refusal.PRIVATE,
            "banned_club", Refusal.BANNED,
            "quarantined_club", Refusal.QUARANTINED);
    private static final Collection<String> BROKEN =
            List.of("truncated_club", "cut_club", "html_club", "failing_club", "unavailable_club");

    private final InstantSource clock;
    private final List<Post> posts;
    private final Queue<Reading> next = new ArrayDeque<>();
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
    FakeSource then(Reading... readings) {
        next.addAll(List.of(readings));
        return this;
    }

    int readings() {
        return readings;
    }

    @Override
    public Reading read(Listing listing, Urgency urgency, Deadline deadline, Consumer<Post> consumer) {
        readings++;
        String name = listing.subreddit().value();
        if (!next.isEmpty()) {
            posts.subList(0, posts.size() / 2).forEach(consumer);
            return next.remove();
        } else if (REFUSED.containsKey(name)) {
            return new Refused(REFUSED.get(name));
        } else if (name.equals("throttled_club")) {
            return new Later(Trouble.THROTTLED, clock.instant().plus(Duration.ofSeconds(30)), "throttled");
        } else if (BROKEN.contains(name)) {
            return new Later(Trouble.SILENT, clock.instant(), "broken");
        } else if (name.equals("empty_club")) {
            return new Read(0);
        } else if (!name.equals("java")) {
            return new Refused(Refusal.MISSING);
        }
        posts.forEach(consumer);
        return new Read(posts.size());
    }

    @Override
    public SourceKind kind() {
        return SourceKind.OAUTH;
    }
}
