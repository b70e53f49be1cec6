package tidings.store;

import java.util.Comparator;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.selection.DeliveryState;
import tidings.selection.Pace;

/// What became of stories in memory, for tests and priming.
record InMemoryOutcomes(InMemoryDeliveryStore deliveries) implements Outcomes {
    @Override
    public Optional<Outcome> find(ChatId chat, PostId post) {
        return deliveries.all().stream()
                .filter(one -> one.key().place().chat().equals(chat) && one.tells(post))
                .min(Comparator.comparing((InMemoryDelivery one) -> one.state() != DeliveryState.SENT)
                        .thenComparing(InMemoryDelivery::at, Comparator.reverseOrder()))
                .map(InMemoryDelivery::outcome);
    }

    @Override
    public Optional<Pace> pace(ChatId chat) {
        return deliveries.pace(chat);
    }
}
