package tidings.sender;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.botapi.CallResult;
import tidings.chats.Chats;
import tidings.chats.Chats.Waiting;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Wait;

/// Shows steps of cards that wait only where they apply, and keeps in mind what cards wait for. A chat is a group of the
/// queue, so what a card shows does not change between the question and the answer.
record Waits(Chats chats) {
    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

    CallResult show(ShowCardV1 card, ChatId chat, Supplier<CallResult> show) {
        Optional<Waiting> before = chats.waiting(chat, card.card());
        if (card.waiting().isPresent() && !applies(card.waiting().get(), before)) {
            return new CallResult.NotModified();
        }
        Optional<Waiting> after = card.waiting().flatMap(wait -> after(wait, before));
        boolean ends = card.waiting().filter(wait -> wait.step() == Wait.Step.ENDS).isPresent();
        if (!ends && !after.equals(before)) {
            // Noted first: if that fails, nothing was sent yet and all is tried again.
            chats.waits(chat, card.card(), after);
        }
        CallResult result = show.get();
        if (ends && (result instanceof CallResult.Done || result instanceof CallResult.NotModified)) {
            over(card, chat);
        }
        return result;
    }

    /// The end was shown; without this note, an answer that comes later replaces it all the same.
    private void over(ShowCardV1 card, ChatId chat) {
        try {
            chats.waits(chat, card.card(), Optional.empty());
        } catch (RuntimeException e) {
            LOG.error("that card {} waits no more was not noted", card.card(), e);
        }
    }

    private static boolean applies(Wait wait, Optional<Waiting> before) {
        boolean waitsForIt = before.filter(now -> now.cause().equals(wait.cause())).isPresent();
        return switch (wait.step()) {
            case BEGINS -> true;
            case GOES_ON -> waitsForIt;
            case ENDS ->
                waitsForIt && !before.get().until().isAfter(wait.until().orElse(Instant.MAX));
        };
    }

    private static Optional<Waiting> after(Wait wait, Optional<Waiting> before) {
        return switch (wait.step()) {
            case BEGINS, GOES_ON ->
                wait.until()
                        .filter(until -> before.filter(now -> now.cause().equals(wait.cause())
                                        && now.until().isAfter(until))
                                .isEmpty())
                        .map(until -> new Waiting(wait.cause(), until))
                        .or(() -> before);
            case ENDS -> Optional.empty();
        };
    }
}
