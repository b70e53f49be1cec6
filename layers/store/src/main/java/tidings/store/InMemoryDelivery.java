package tidings.store;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tidings.domain.PostId;
import tidings.selection.DeliveryPolicy;
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Facts;
import tidings.store.DeliveryStore.Key;

/// A delivery in memory.
///
/// @param next when the card is compared with its post, if ever
/// @param brief when the brief was due that brought it or left it out
record InMemoryDelivery(
        Key key,
        PostId post,
        Set<PostId> also,
        Decided decided,
        Instant at,
        Optional<Instant> sentAt,
        Facts shown,
        Optional<Instant> next,
        Optional<Instant> brief) {
    static InMemoryDelivery of(Key key, PostId post, Decided decided, Instant at) {
        Facts nothing = new Facts(OptionalInt.empty(), OptionalInt.empty(), 0);
        return new InMemoryDelivery(
                key, post, Set.of(), decided, at, Optional.empty(), nothing, Optional.empty(), Optional.empty());
    }

    DeliveryState state() {
        return decided.planned().state();
    }

    Optional<String> reason() {
        return decided.planned().reason();
    }

    InMemoryDelivery in(Key other) {
        return new InMemoryDelivery(other, post, also, decided, at, sentAt, shown, next, brief);
    }

    InMemoryDelivery with(DeliveryState state, Optional<Instant> sentAt, Facts shown, Optional<Instant> next) {
        Planned planned = new Planned(state, reason(), decided.planned().dueAt());
        return new InMemoryDelivery(key, post, also, decided(planned), at, sentAt, shown, next, brief);
    }

    private Decided decided(Planned planned) {
        return new Decided(decided.follow(), planned, decided.rank());
    }

    /// With a further post of the story, which may be wanted where the first was skipped.
    InMemoryDelivery and(PostId other, Decided by, Instant now) {
        boolean isSame = other.equals(post);
        boolean takesOver =
                state() == DeliveryState.SKIPPED && (!isSame || reason().equals(Optional.of(DeliveryPolicy.PACE)));
        Set<PostId> more = new LinkedHashSet<>(also);
        if (!isSame && more.size() < DeliveryRows.MAX_ALSO) {
            more.add(takesOver ? post : other);
        }
        if (takesOver) {
            Instant since = by.planned().state() == DeliveryState.SKIPPED ? at : now;
            return new InMemoryDelivery(key, other, more, by, since, Optional.empty(), shown, next, Optional.empty());
        }
        InMemoryDelivery told = new InMemoryDelivery(key, post, more, decided, at, sentAt, shown, next, brief);
        return isSame && state() == DeliveryState.HELD ? told.ranked(Math.max(decided.rank(), by.rank())) : told;
    }

    InMemoryDelivery dueAt(Instant time) {
        Planned planned = new Planned(state(), reason(), time);
        return new InMemoryDelivery(key, post, also, decided(planned), at, sentAt, shown, next, brief);
    }

    InMemoryDelivery ranked(float rank) {
        Decided liked = new Decided(decided.follow(), decided.planned(), rank);
        return new InMemoryDelivery(key, post, also, liked, at, sentAt, shown, next, brief);
    }

    InMemoryDelivery skipped(String reason) {
        Planned planned = new Planned(
                DeliveryState.SKIPPED, Optional.of(reason), decided.planned().dueAt());
        return new InMemoryDelivery(key, post, also, decided(planned), at, sentAt, shown, next, brief);
    }

    InMemoryDelivery inBrief(Instant due) {
        return new InMemoryDelivery(key, post, also, decided, at, sentAt, shown, next, Optional.of(due));
    }

    /// Its card shows the post no more.
    InMemoryDelivery takenBack() {
        Planned planned = new Planned(
                state(), Optional.of(DeliveryStore.REMOVED), decided.planned().dueAt());
        return new InMemoryDelivery(key, post, also, decided(planned), at, sentAt, shown, Optional.empty(), brief);
    }

    boolean tells(PostId one) {
        return key.story().equals(one.value()) || post.equals(one) || also.contains(one);
    }

    Outcomes.Outcome outcome() {
        return new Outcomes.Outcome(
                post,
                decided.follow().id(),
                decided.rank(),
                state(),
                reason(),
                also.size(),
                at,
                decided.planned().dueAt(),
                sentAt,
                brief);
    }

    boolean isUnsent() {
        return state() == DeliveryState.PENDING || state() == DeliveryState.HELD;
    }

    boolean isShownSince(Instant since) {
        return state() == DeliveryState.SENT
                && !sentAt.orElseThrow().isBefore(since)
                && reason().filter(DeliveryStore.REMOVED::equals).isEmpty();
    }
}
