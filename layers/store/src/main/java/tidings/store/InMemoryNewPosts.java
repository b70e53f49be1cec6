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

/// Until when the new posts of communities are known, in memory. Not thread-safe.
final class InMemoryNewPosts {
    private final Map<Community, Known> known = new HashMap<>();

    private record Known(Instant at, double rate, Optional<Instant> missedAt) {}

    void known(Span span, Instant at) {
        for (Found found : span.found()) {
            double rate = NewPosts.rate(found, span, at);
            known.merge(
                    found.community(),
                    new Known(at, rate, Optional.empty()),
                    (before, _) -> before.at.isBefore(at)
                            ? new Known(at, before.rate + NewPosts.WEIGHT * (rate - before.rate), before.missedAt)
                            : before);
        }
    }

    void missed(Community community, Instant at) {
        known.computeIfPresent(community, (_, before) -> new Known(before.at, before.rate, Optional.of(at)));
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
