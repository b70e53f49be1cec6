package tidings.sender;

import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;

/// For whom a message is.
enum Lane {
    /// Somebody waits for it.
    ANSWER,
    /// Nobody waits for it. So many may be sent that an answer always finds its turn.
    DELIVERY,
    /// Operators have to see it, whatever their chat said.
    ALARM;

    /// What an answer takes: its first card, and two edits. A delivery leaves as much of its chat's limit.
    private static final int ANSWERS = 3;

    static Lane of(OutboxMessage message) {
        return switch (message) {
            case ShowAlbumV1 _ -> DELIVERY;
            case ShowCardV1 card when card.card().isAlarm() -> ALARM;
            case ShowCardV1 card when card.card().isDelivered() -> DELIVERY;
            default -> ANSWER;
        };
    }

    /// How many messages more have to be free in a chat's limit.
    int spare() {
        return this == DELIVERY ? ANSWERS : 0;
    }
}
