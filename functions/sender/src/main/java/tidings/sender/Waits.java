package tidings.sender;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import tidings.botapi.CallResult;
import tidings.chats.Chats;
import tidings.chats.Chats.Waiting;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Wait;

/// Shows steps of cards that wait only where they apply, and keeps in mind what cards wait for. A chat is a group of the
/// queue, so what a card shows does not change between the question and the answer.
record Waits(Chats chats) {
    CallResult show(ShowCardV1 card, ChatId chat, Supplier<CallResult> show) {
        Optional<Waiting> before = chats.waiting(chat, card.card());
        if (card.waiting().isPresent() && !applies(card.waiting().get(), before)) {
            return new CallResult.NotModified();
        }
        CallResult result = show.get();
        Optional<Waiting> after = card.waiting().flatMap(wait -> after(wait, before));
        if ((result instanceof CallResult.Done || result instanceof CallResult.NotModified) && !after.equals(before)) {
            chats.waits(chat, card.card(), after);
        }
        return result;
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
