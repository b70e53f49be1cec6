package tidings.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tidings.delivery.DeliveryState;
import tidings.domain.PostId;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Facts;
import tidings.store.DeliveryStore.Key;

/// A delivery in memory.
///
/// @param next when the card is compared with its post, if ever
record InMemoryDelivery(
        Key key,
        PostId post,
        Set<PostId> also,
        Decided decided,
        DeliveryState state,
        Instant at,
        Optional<Instant> sentAt,
        Facts shown,
        Optional<Instant> next) {
    InMemoryDelivery in(Key other) {
        return new InMemoryDelivery(other, post, also, decided, state, at, sentAt, shown, next);
    }

    InMemoryDelivery with(DeliveryState state, Optional<Instant> sentAt, Facts shown, Optional<Instant> next) {
        return new InMemoryDelivery(key, post, also, decided, state, at, sentAt, shown, next);
    }
}
