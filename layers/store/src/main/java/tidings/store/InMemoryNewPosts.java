package tidings.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.messages.PostsMessage.NewPostsFoundV1.Found;
import tidings.messages.PostsMessage.NewPostsFoundV1.Span;
import tidings.store.FeedStore.Due;
import tidings.store.FeedStore.NewPostsOf;
import tidings.store.FeedStore.Recent;

/// Until when the new posts of communities are known, in memory. Not thread-safe.
final class InMemoryNewPosts {
    private final Map<Community, Known> known = new HashMap<>();

    /// @param since when no gap was since
    private record Known(Instant at, double rate, Optional<Instant> missedAt, Instant since) {}

    void known(Span span, Instant at) {
        for (Found found : span.found()) {
            double rate = NewPosts.rate(found, span, at);
            known.merge(
                    found.community(),
                    new Known(at, rate, Optional.empty(), span.since()),
                    (before, _) -> before.at.isBefore(at)
                            ? new Known(
                                    at,
                                    before.rate + NewPosts.WEIGHT * (rate - before.rate),
                                    before.missedAt,
                                    span.since().isAfter(before.at)
                                                    || span.since().isBefore(before.since)
                                            ? span.since()
                                            : before.since)
                            : before);
        }
    }

    void missed(Community community, Instant at) {
        known.computeIfPresent(
                community, (_, before) -> new Known(before.at, before.rate, Optional.of(at), before.since));
    }

    Optional<Recent> recent(Community community, int max, InMemoryPostStore posts) {
        Instant limit = posts.retention().limit();
        return Optional.ofNullable(known.get(community)).map(one -> {
            Instant since = one.since.isBefore(limit) ? limit : one.since;
            return Recent.of(posts.since(community, since, max), max, since, one.at);
        });
    }

    NewPostsOf of(Community community, int followers) {
        Optional<Known> one = Optional.ofNullable(known.get(community));
        return new NewPostsOf(
                new Due(
                        new Feed(community, Period.DAY),
                        one.map(Known::at).orElse(Instant.EPOCH),
                        one.map(Known::rate).map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                        followers),
                one.flatMap(Known::missedAt));
    }

    void expire(Instant limit) {
        known.values().removeIf(one -> one.at.isBefore(limit));
    }
}
