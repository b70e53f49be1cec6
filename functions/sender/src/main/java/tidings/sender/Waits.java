package tidings.sender;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.botapi.CallResult;
import tidings.chats.Chats;
import tidings.chats.Chats.Waiting;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Wait;

/// What cards wait for, and so which steps of a wait are still to be shown. A chat is a group of the queue, so what
/// a card waits for does not change while a message for its chat is handled.
record Waits(Chats chats) {
    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

    /// Whether a card is to be shown; one that is no step of a wait always is.
    boolean apply(ShowCardV1 card) {
        return card.waiting().filter(wait -> !applies(wait, card)).isEmpty();
    }

    private boolean applies(Wait wait, ShowCardV1 card) {
        if (wait.step() == Wait.Step.BEGINS) {
            return true;
        }
        return before(card)
                .filter(now -> now.cause().equals(wait.cause()))
                .filter(now -> switch (wait.step()) {
                    case BEGINS, BRINGS -> true;
                    case GOES_ON, ANSWERS -> !now.isOver();
                    case ENDS ->
                        !now.isOver() && !now.until().isAfter(wait.until().orElse(Instant.MAX));
                })
                .isPresent();
    }

    /// Shows a card and notes what it waits for. That is noted first: if it fails, nothing was sent yet, and all is
    /// tried again. What is shown only while the card waits is noted last, for if it was not shown it is still to
    /// come.
    CallResult show(ShowCardV1 card, Supplier<CallResult> show) {
        boolean ends = card.waiting().filter(Waits::endsOnce).isPresent();
        if (!ends) {
            note(card);
        }
        CallResult result = show.get();
        if (ends && (result instanceof CallResult.Done || result instanceof CallResult.NotModified)) {
            try {
                note(card);
            } catch (RuntimeException e) {
                LOG.error("that card {} waits no more was not noted", card.card(), e);
            }
        }
        return result;
    }

    private void note(ShowCardV1 card) {
        Optional<Wait> over = card.waiting().filter(wait -> endsOnce(wait) || wait.step() == Wait.Step.BRINGS);
        if (over.isPresent()) {
            chats.waits(card.chat(), card.card(), over.map(wait -> Waiting.over(wait.cause())));
            return;
        }
        Optional<Waiting> before = before(card);
        Optional<Waiting> after = card.waiting().flatMap(wait -> after(wait, before));
        if (!after.equals(before)) {
            chats.waits(card.chat(), card.card(), after);
        }
    }

    private Optional<Waiting> before(ShowCardV1 card) {
        return chats.waiting(card.chat(), card.card());
    }

    private static boolean endsOnce(Wait wait) {
        return wait.step() == Wait.Step.ENDS || wait.step() == Wait.Step.ANSWERS;
    }

    /// A wait never gets shorter.
    private static Optional<Waiting> after(Wait wait, Optional<Waiting> before) {
        Optional<Waiting> longer = before.filter(now -> now.cause().equals(wait.cause())
                && !wait.until().filter(now.until()::isBefore).isPresent());
        return longer.or(() -> wait.until().map(until -> new Waiting(wait.cause(), until)));
    }
}
