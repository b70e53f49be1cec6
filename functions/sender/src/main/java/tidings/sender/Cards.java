package tidings.sender;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tidings.botapi.CallResult;
import tidings.botapi.SentMessage;
import tidings.botapi.Telegram;
import tidings.chats.CardMessages;
import tidings.chats.ChatState;
import tidings.chats.Chats;
import tidings.chats.Tombstone;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.Wait;
import tidings.preferences.ChatSettings;
import tidings.telegram.Attachment;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Texts;

/// Shows cards: edits the message that shows a card, or sends one. Thread-safe.
record Cards(Telegram telegram, Chats chats) {
    private static final Logger LOG = LoggerFactory.getLogger(Cards.class);

    /// A field of the log line that says which media were refused.
    private static final String REFUSED_MEDIA = "refused_media";

    /// A card that Telegram does not take as it is comes as plain text, or without its picture, which is previewed
    /// instead if it may be. If it is refused altogether, whoever waits for it reads an apology, and the refusal
    /// is the result.
    ///
    /// @param place the card's, in the chat that its chat is now
    /// @param state of that chat
    CallResult show(ShowCardV1 card, Place place, ChatState state) {
        return show(card, place, messages(card, place, state));
    }

    /// Shows a card that was not shown before.
    CallResult send(ShowCardV1 card, Place place) {
        return show(card, place, CardMessages.NONE);
    }

    private CallResult show(ShowCardV1 card, Place place, CardMessages known) {
        if (card.attached().equals(Optional.of(Attachment.NOTHING))) {
            return takenBack(card, place, known);
        }
        CallResult result = shown(card, place, known);
        if (result instanceof CallResult.Refused && !card.card().isAlarm()) {
            tried(with(card, Card.of(texts(place).get("error.refused"))), place, known, true);
        }
        return result;
    }

    /// Shows a card without what Telegram does not take of it. A refusal says that nothing was sent.
    private CallResult shown(ShowCardV1 card, Place place, CardMessages known) {
        return switch (tried(card, place, known, isKept(card))) {
            case CallResult.BadMarkup(String why) -> {
                warn(card, why);
                Card plain = new Card(MessageText.withoutTags(card.html()), card.buttons());
                yield tried(with(card, plain), place, known, isKept(card));
            }
            case CallResult.MediaForbidden(String why) when hasMedia(card) -> simpler(card, place, known, why);
            case CallResult.MediaRefused(String why) when hasMedia(card) -> simpler(card, place, known, why);
            case CallResult.Refused(int _, String why)
            when card.attached().isPresent() -> simpler(card, place, known, why);
            case CallResult other -> other;
        };
    }

    private CallResult simpler(ShowCardV1 card, Place place, CardMessages known, String why) {
        String what = card.attached()
                .map(attached -> attached.form().name().toLowerCase(Locale.ROOT))
                .orElse("picture");
        try (MDC.MDCCloseable _ = MDC.putCloseable(REFUSED_MEDIA, what)) {
            warn(card, why);
        }
        Card next = new Card(
                card.html(), card.buttons(), Optional.empty(), card.attached().flatMap(Attachment::simpler));
        return shown(with(card, next), place, known);
    }

    private static boolean hasMedia(ShowCardV1 card) {
        return card.media().isPresent() || card.attached().isPresent();
    }

    private static void warn(ShowCardV1 card, String why) {
        LOG.warn("card {} is shown more simply than it was meant: {}", card.card(), why);
    }

    /// Shows an album unless the chat has it. Where Telegram refuses one of its pictures, the card that follows
    /// has to do without.
    ///
    /// @param chat what its chat is now
    CallResult show(ShowAlbumV1 album, ChatId chat) {
        Place place = album.place().in(chat);
        CardMessages known = chats.messages(place.chat(), album.card());
        if (!known.album().isEmpty()) {
            return new CallResult.NotModified();
        }
        return switch (telegram.call(Calls.send(album, place))) {
            case CallResult.Done done -> {
                note(
                        album.card(),
                        place,
                        () -> known.withAlbum(Stream.of(done.as(SentMessage[].class))
                                .map(SentMessage::id)
                                .toList()));
                yield done;
            }
            case CallResult.Refused(int _, String why) -> refused(album, why);
            case CallResult.MediaRefused(String why) -> refused(album, why);
            case CallResult other -> other;
        };
    }

    private static CallResult refused(ShowAlbumV1 album, String why) {
        try (MDC.MDCCloseable _ = MDC.putCloseable(REFUSED_MEDIA, "album")) {
            LOG.warn("card {} is shown without its album: {}", album.card(), why);
        }
        return new CallResult.MediaRefused(why);
    }

    /// Deletes the pictures of a card. A text stays, and says why it shows nothing any more.
    private CallResult takenBack(ShowCardV1 card, Place place, CardMessages known) {
        List<Integer> pictures = Stream.concat(
                        known.album().stream(),
                        known.captioned() ? known.message().stream().boxed() : Stream.empty())
                .toList();
        if (!pictures.isEmpty()) {
            CallResult deleted = telegram.call(Calls.delete(place, pictures));
            if (known.captioned() || !(deleted instanceof CallResult.Done)) {
                return deleted;
            }
        }
        return known.message().isEmpty() ? new CallResult.MessageGone() : tried(card, place, known, true);
    }

    /// Deletes a card that waits if its chat was erased while the card was shown: the erasure ends only those of
    /// which it is known by then what shows them.
    void endIfErased(ShowCardV1 card, Place place, CallResult result) {
        if (result instanceof CallResult.Done done
                && card.waiting().filter(Cards::isInterim).isPresent()
                && chats.erased(place.chat()).filter(Tombstone::holds).isPresent()) {
            int message = done.as(SentMessage.class).id();
            LOG.info("card {} is deleted: its chat is erased", card.card());
            telegram.call(Calls.delete(place, List.of(message)));
        }
    }

    /// The state of the chat after a message was sent: a card that comes again edits what it sent. What was
    /// delivered is kept elsewhere, and so are alarms: however many there are, the few answers stay in the state.
    static ChatState after(OutboxMessage message, ChatId chat, CallResult result, ChatState state) {
        return message instanceof ShowCardV1 card
                        && result instanceof CallResult.Done done
                        && named(card, card.place().in(chat)).isEmpty()
                        && !card.card().isDelivered()
                        && !card.card().isAlarm()
                ? state.shows(card.card(), done.as(SentMessage.class).id())
                : state;
    }

    /// Whether a card is edited later by others than those who press its buttons, who name its message.
    private static boolean isKept(ShowCardV1 card) {
        return card.waiting().isPresent()
                || card.card().isAlarm()
                || card.card().isDelivered();
    }

    private static boolean begins(ShowCardV1 card) {
        return card.waiting().filter(wait -> wait.step() == Wait.Step.BEGINS).isPresent();
    }

    private static boolean isInterim(Wait wait) {
        return switch (wait.step()) {
            case BEGINS, GOES_ON -> true;
            case ANSWERS, BRINGS, REFUSES, ENDS -> false;
        };
    }

    private static ShowCardV1 with(ShowCardV1 card, Card content) {
        return new ShowCardV1(card.place(), card.card(), card.id(), content);
    }

    private CallResult tried(ShowCardV1 card, Place place, CardMessages known, boolean kept) {
        if (known.message().isEmpty()) {
            return sent(card, place, known, kept);
        }
        int message = known.message().getAsInt();
        CallResult edited = telegram.call(Calls.edit(card, place, message, known));
        boolean isShown = edited instanceof CallResult.Done || edited instanceof CallResult.NotModified;
        if (isShown && card.card().message().isEmpty() && begins(card)) {
            note(
                    card.card(),
                    place,
                    () -> known); // what was an answer first is known to the state alone, and not for long
        }
        return switch (edited) {
            case CallResult.NoText _ -> telegram.call(Calls.editCaption(card, place, message));
            // What somebody waits for is worth a new message; a page that was turned or a delivery is not.
            case CallResult.MessageGone _
            when card.card().message().isEmpty() && !card.card().isDelivered() ->
                sent(card, place, CardMessages.NONE, true);
            default -> edited;
        };
    }

    private CardMessages messages(ShowCardV1 card, Place place, ChatState state) {
        OptionalInt told = named(card, place);
        OptionalInt lately = told.isPresent() ? told : state.message(card.card());
        return lately.isPresent() ? CardMessages.of(lately.getAsInt()) : chats.messages(place.chat(), card.card());
    }

    /// Message ids are those of a chat: one that Telegram named says nothing after the chat moved.
    private static OptionalInt named(ShowCardV1 card, Place place) {
        return place.chat().equals(card.chat()) ? card.card().message() : OptionalInt.empty();
    }

    private CallResult sent(ShowCardV1 card, Place place, CardMessages known, boolean kept) {
        CallResult result = telegram.call(Calls.send(card, place, known.album()));
        if (kept && result instanceof CallResult.Done done) {
            boolean captioned = card.media().isPresent()
                    || card.attached().filter(Attachment::isPicture).isPresent();
            note(card.card(), place, () -> known.with(done.as(SentMessage.class).id(), captioned));
        }
        return result;
    }

    /// What was sent must not be sent again. Without the note, the card's next state is a message of its own.
    ///
    /// @param messages as Telegram's answer has them, which may be an odd one
    private void note(CardId card, Place place, Supplier<CardMessages> messages) {
        try {
            chats.shown(place.chat(), card, messages.get());
        } catch (RuntimeException e) {
            LOG.error("card {} was sent, but which messages show it was not noted", card, e);
        }
    }

    private Texts texts(Place place) {
        return Texts.of(chats.settings(place.chat())
                .get()
                .flatMap(settings -> settings.get(ChatSettings.LANGUAGE))
                .orElse(Texts.DEFAULT));
    }
}
