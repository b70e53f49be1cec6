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
        return switch (wait.step()) {
            case BEGINS, REFUSES -> true;
            // A card of which nothing is known gets its answer, too: the message that began the wait may have failed.
            case BRINGS ->
                before(card).filter(now -> !now.cause().equals(wait.cause())).isEmpty();
            case GOES_ON, ANSWERS -> going(wait, card).isPresent();
            case ENDS ->
                going(wait, card)
                        .filter(now -> !now.until().isAfter(wait.until().orElse(Instant.MAX)))
                        .isPresent();
        };
    }

    private Optional<Waiting> going(Wait wait, ShowCardV1 card) {
        return before(card).filter(now -> now.cause().equals(wait.cause()) && !now.isOver());
    }

    /// Shows a card and notes what it waits for. That is noted first: if it fails, nothing was sent yet, and all is
    /// tried again. What ends the wait is noted last: if it was not shown, it is still to be shown.
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
        Optional<Waiting> before = before(card);
        Optional<Waiting> after = card.waiting().isEmpty()
                ? before.map(_ -> Waiting.NONE)
                : after(card.waiting().get(), before);
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

    private static Optional<Waiting> after(Wait wait, Optional<Waiting> before) {
        return switch (wait.step()) {
            case REFUSES -> Optional.of(Waiting.NONE);
            case ANSWERS, BRINGS, ENDS -> Optional.of(Waiting.over(wait.cause()));
            case BEGINS, GOES_ON -> longer(wait, before);
        };
    }

    /// A wait never gets shorter.
    private static Optional<Waiting> longer(Wait wait, Optional<Waiting> before) {
        return before.filter(now -> now.cause().equals(wait.cause())
                        && !wait.until().filter(now.until()::isBefore).isPresent())
                .or(() -> wait.until().map(until -> new Waiting(wait.cause(), until)));
    }
}
