package tidings.sender;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.botapi.CallResult;
import tidings.botapi.SentMessage;
import tidings.botapi.Telegram;
import tidings.chats.ChatState;
import tidings.chats.Chats;
import tidings.domain.Place;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.preferences.ChatSettings;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Texts;

/// Shows cards: edits the message that shows a card, or sends one. Thread-safe.
record Cards(Telegram telegram, Chats chats) {
    private static final Logger LOG = LoggerFactory.getLogger(Cards.class);

    /// A card that Telegram does not take as it is comes as plain text, or without its picture. If it is refused
    /// altogether, whoever waits for it reads an apology, and the refusal is the result.
    ///
    /// @param place the card's, in the chat that its chat is now
    /// @param state of that chat
    CallResult show(ShowCardV1 card, Place place, ChatState state) {
        return show(card, place, message(card, place, state));
    }

    /// Shows a card that was not shown before.
    CallResult send(ShowCardV1 card, Place place) {
        return show(card, place, OptionalInt.empty());
    }

    private CallResult show(ShowCardV1 card, Place place, OptionalInt known) {
        CallResult result = switch (tried(card, place, known, isKept(card))) {
            case CallResult.BadMarkup(String why) ->
                simpler(card, MessageText.withoutTags(card.html()), place, known, why);
            case CallResult.MediaForbidden(String why)
            when card.media().isPresent() -> simpler(card, card.html(), place, known, why);
            case CallResult other -> other;
        };
        if (result instanceof CallResult.Refused && !card.card().isAlarm()) {
            tried(with(card, texts(place).get("error.refused"), List.of()), place, known, true);
        }
        return result;
    }

    /// The state of the chat after a card was shown: a message that comes again edits what it sent. What was
    /// delivered is kept elsewhere, and many deliveries leave the few answers in the state.
    static ChatState after(ShowCardV1 card, Place place, CallResult result, ChatState state) {
        return result instanceof CallResult.Done done
                        && named(card, place).isEmpty()
                        && !card.card().isDelivered()
                ? state.shows(card.card(), done.as(SentMessage.class).id())
                : state;
    }

    /// Whether a card is edited later by others than those who press its buttons, who name its message.
    private static boolean isKept(ShowCardV1 card) {
        return card.waiting().isPresent()
                || card.card().isAlarm()
                || card.card().isDelivered();
    }

    private CallResult simpler(ShowCardV1 card, String html, Place place, OptionalInt known, String why) {
        LOG.warn("card {} is shown more simply than it was meant: {}", card.card(), why);
        return tried(with(card, html, card.buttons()), place, known, isKept(card));
    }

    private static ShowCardV1 with(ShowCardV1 card, String html, List<List<Button>> buttons) {
        return new ShowCardV1(card.place(), card.card(), card.id(), new Card(html, buttons));
    }

    private CallResult tried(ShowCardV1 card, Place place, OptionalInt known, boolean kept) {
        if (known.isEmpty()) {
            return sent(card, place, kept);
        }
        CallResult edited = telegram.call(Calls.edit(card, place, known.getAsInt()));
        return switch (edited) {
            case CallResult.NoText _ -> telegram.call(Calls.editCaption(card, place, known.getAsInt()));
            // What somebody waits for is worth a new message; a page that was turned is not.
            case CallResult.MessageGone _ when card.card().message().isEmpty() -> sent(card, place, true);
            default -> edited;
        };
    }

    private OptionalInt message(ShowCardV1 card, Place place, ChatState state) {
        return Stream.<Supplier<OptionalInt>>of(
                        () -> named(card, place),
                        () -> state.message(card.card()),
                        () -> chats.message(place.chat(), card.card()))
                .map(Supplier::get)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElseGet(OptionalInt::empty);
    }

    /// Message ids are those of a chat: one that Telegram named says nothing after the chat moved.
    private static OptionalInt named(ShowCardV1 card, Place place) {
        return place.chat().equals(card.chat()) ? card.card().message() : OptionalInt.empty();
    }

    private CallResult sent(ShowCardV1 card, Place place, boolean kept) {
        CallResult result = telegram.call(Calls.send(card, place));
        if (kept && result instanceof CallResult.Done done) {
            note(card, place, done);
        }
        return result;
    }

    /// What was sent must not be sent again. Without the note, the card's next state is a message of its own.
    private void note(ShowCardV1 card, Place place, CallResult.Done sent) {
        try {
            chats.shown(place.chat(), card.card(), sent.as(SentMessage.class).id());
        } catch (RuntimeException e) {
            LOG.error("card {} was sent, but which message shows it was not noted", card.card(), e);
        }
    }

    private Texts texts(Place place) {
        return Texts.of(chats.settings(place.chat())
                .get()
                .flatMap(settings -> settings.get(ChatSettings.LANGUAGE))
                .orElse(Texts.DEFAULT));
    }
}
