package tidings.store;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tidings.domain.PostId;
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Facts;
import tidings.store.DeliveryStore.Key;

/// A delivery in memory.
///
/// @param next when the card is compared with its post, if ever
/// @param isFinal whether its card is a brief, or shows the post no more
record InMemoryDelivery(
        Key key,
        PostId post,
        Set<PostId> also,
        Decided decided,
        DeliveryState state,
        Instant at,
        Optional<Instant> sentAt,
        Facts shown,
        Optional<Instant> next,
        boolean isFinal) {
    InMemoryDelivery in(Key other) {
        return new InMemoryDelivery(other, post, also, decided, state, at, sentAt, shown, next, isFinal);
    }

    InMemoryDelivery with(DeliveryState state, Optional<Instant> sentAt, Facts shown, Optional<Instant> next) {
        return new InMemoryDelivery(key, post, also, decided, state, at, sentAt, shown, next, isFinal);
    }

    /// With a further post of the story, which may be wanted where the first was skipped.
    InMemoryDelivery and(PostId other, Decided by) {
        Set<PostId> more = new LinkedHashSet<>(also);
        if (!other.equals(post) && more.size() < FanOut.MAX_ALSO) {
            more.add(other);
        }
        Decided now = state == DeliveryState.SKIPPED ? by : decided;
        DeliveryState then = state == DeliveryState.SKIPPED ? by.planned().state() : state;
        return new InMemoryDelivery(key, post, more, now, then, at, sentAt, shown, next, isFinal);
    }

    InMemoryDelivery dueAt(Instant time) {
        Decided later = new Decided(
                decided.follow(),
                new Planned(decided.planned().state(), decided.planned().reason(), time),
                decided.rank());
        return new InMemoryDelivery(key, post, also, later, state, at, sentAt, shown, next, isFinal);
    }

    InMemoryDelivery ranked(float rank) {
        Decided liked = new Decided(decided.follow(), decided.planned(), rank);
        return new InMemoryDelivery(key, post, also, liked, state, at, sentAt, shown, next, isFinal);
    }

    InMemoryDelivery skipped() {
        return with(DeliveryState.SKIPPED, sentAt, shown, next);
    }

    InMemoryDelivery asFinal() {
        return new InMemoryDelivery(key, post, also, decided, state, at, sentAt, shown, Optional.empty(), true);
    }

    boolean tells(PostId one) {
        return key.story().equals(one.value()) || post.equals(one) || also.contains(one);
    }

    Outcomes.Outcome outcome() {
        return new Outcomes.Outcome(
                post,
                decided.follow().id(),
                decided.rank(),
                state,
                decided.planned().reason(),
                also.size(),
                at,
                decided.planned().dueAt(),
                sentAt,
                Optional.empty());
    }

    boolean isUnsent() {
        return state == DeliveryState.PENDING || state == DeliveryState.HELD;
    }

    /// Whether a card of its own shows it.
    boolean isShownSince(Instant since) {
        return state == DeliveryState.SENT && !isFinal && !sentAt.orElseThrow().isBefore(since);
    }
}
