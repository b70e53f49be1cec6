package tidings.sender;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidings.aws.Delivery;
import tidings.aws.Json;
import tidings.aws.Role;
import tidings.aws.Verdict;
import tidings.botapi.CallResult;
import tidings.chats.Chats;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;

/// What people see of the cards that the sender shows.
public final class Screen implements Role<OutboxMessage> {
    private final Waits waits;
    private final InstantSource clock;
    private final Map<String, List<Shown>> cards = new LinkedHashMap<>();

    /// A state of a card.
    public record Shown(Instant at, String html) {
        public boolean waits() {
            return html.startsWith("⏳");
        }
    }

    public Screen(Chats chats, InstantSource clock) {
        this.waits = new Waits(chats);
        this.clock = clock;
    }

    @Override
    public Verdict handle(Delivery<OutboxMessage> delivery) {
        if (delivery.message() instanceof ShowCardV1 card && waits.apply(card)) {
            cards.computeIfAbsent(card.chat().value() + " " + card.card(), _ -> new ArrayList<>())
                    .add(new Shown(clock.instant(), card.html()));
            waits.show(card, () -> new CallResult.Done(Json.mapper().createObjectNode()));
        }
        return Verdict.DONE;
    }

    /// The states of each card, in their order.
    public Map<String, List<Shown>> cards() {
        return cards;
    }
}
