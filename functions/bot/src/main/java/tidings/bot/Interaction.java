package tidings.bot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberBanned;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberLeft;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberRestricted;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMemberUpdated;
import org.telegram.telegrambots.meta.api.objects.message.MaybeInaccessibleMessage;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import tidings.chats.ChatSettings;
import tidings.domain.ChatId;
import tidings.telegram.CardId;
import tidings.telegram.Place;
import tidings.telegram.Texts;

/// What somebody did in Telegram that the bot reacts to.
sealed interface Interaction {
    Origin origin();

    /// Where an interaction comes from.
    ///
    /// @param alone whether nobody but the person and the bot is in the chat
    /// @param person who did it; empty for a channel and for anonymous administrators
    record Origin(long updateId, Place place, boolean alone, Optional<Person> person) {
        ChatId chat() {
            return place.chat();
        }

        /// The texts for a chat: in the language it chose, else in that of the person.
        Texts texts(ChatSettings settings) {
            return Texts.of(settings.get(ChatSettings.LANGUAGE)
                    .or(() -> person.map(Person::language))
                    .orElse(Texts.DEFAULT));
        }

        /// Everything that is sent in return is named after it.
        String cause() {
            return Long.toString(updateId);
        }
    }

    /// @param language an IETF language tag, empty if Telegram does not say
    record Person(long id, String firstName, String language) {}

    /// A text message.
    record Text(Origin origin, String text) implements Interaction {}

    /// A text under a picture or a file.
    record Caption(Origin origin, String text) implements Interaction {}

    /// @param id Telegram's id of the callback query
    /// @param card the card under which the button is
    record ButtonPress(Origin origin, String id, String data, CardId card) implements Interaction {}

    /// Whether the bot may write in the chat, as an update shows: it was let in or shut out, in a chat with one person
    /// unblocked or blocked; or there is a message that asks nothing, such as a sticker.
    ///
    /// @param movedTo the supergroup that the group became, if it did
    record MembershipChange(Origin origin, boolean member, Optional<ChatId> movedTo) implements Interaction {
        MembershipChange(Origin origin, boolean member) {
            this(origin, member, Optional.empty());
        }
    }

    /// The kinds of updates to ask Telegram for: those that an interaction can come from
    /// (https://core.telegram.org/bots/api#setwebhook, `allowed_updates`).
    static List<String> allowedUpdates() {
        return Stream.of(Interaction.class.getPermittedSubclasses())
                .map(Interaction::updateKind)
                .distinct()
                .sorted()
                .toList();
    }

    private static String updateKind(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Text", "Caption" -> "message";
            case "ButtonPress" -> "callback_query";
            case "MembershipChange" -> "my_chat_member";
            case String other -> throw new IllegalStateException("no kind of update for " + other);
        };
    }

    /// Empty for updates that concern nothing that the bot does, such as edits.
    static Optional<Interaction> of(Update update) {
        if (update.getMessage() != null) {
            return of(update.getUpdateId(), update.getMessage());
        } else if (update.getCallbackQuery() != null) {
            return of(update.getUpdateId(), update.getCallbackQuery());
        } else if (update.getMyChatMember() != null) {
            return of(update.getUpdateId(), update.getMyChatMember());
        }
        return Optional.empty();
    }

    private static Optional<Interaction> of(long updateId, Message message) {
        Origin origin = new Origin(updateId, place(message), message.isUserMessage(), person(message.getFrom()));
        if (message.getText() != null) {
            return Optional.of(new Text(origin, message.getText()));
        }
        if (message.getCaption() != null) {
            return Optional.of(new Caption(origin, message.getCaption()));
        }
        // Telegram says the same once more of a bot that left.
        boolean ofABotThatLeft = message.getLeftChatMember() != null
                && message.getLeftChatMember().getIsBot();
        return ofABotThatLeft
                ? Optional.empty()
                : Optional.of(new MembershipChange(
                        origin,
                        true,
                        Optional.ofNullable(message.getMigrateToChatId()).map(ChatId::new)));
    }

    private static Optional<Interaction> of(long updateId, CallbackQuery query) {
        MaybeInaccessibleMessage under = query.getMessage();
        if (query.getData() == null || under == null) {
            return Optional.empty();
        }
        Place place = under instanceof Message message ? place(message) : Place.of(new ChatId(under.getChatId()));
        boolean alone = under.isUserMessage();
        return Optional.of(new ButtonPress(
                new Origin(updateId, place, alone, person(query.getFrom())),
                query.getId(),
                query.getData(),
                CardId.ofMessage(under.getMessageId())));
    }

    private static Optional<Interaction> of(long updateId, ChatMemberUpdated change) {
        boolean member = switch (change.getNewChatMember()) {
            case ChatMemberLeft _, ChatMemberBanned _ -> false;
            case ChatMemberRestricted restricted ->
                !Boolean.FALSE.equals(restricted.getIsMember()) && Boolean.TRUE.equals(restricted.getCanSendMessages());
            default -> true;
        };
        Place place = Place.of(new ChatId(change.getChat().getId()));
        return Optional.of(new MembershipChange(
                new Origin(updateId, place, change.getChat().isUserChat(), person(change.getFrom())), member));
    }

    private static Place place(Message message) {
        boolean inTopic = Boolean.TRUE.equals(message.getIsTopicMessage()) && message.getMessageThreadId() != null;
        return new Place(
                new ChatId(message.getChatId()),
                inTopic ? OptionalInt.of(message.getMessageThreadId()) : OptionalInt.empty());
    }

    private static Optional<Person> person(User from) {
        return Optional.ofNullable(from)
                .map(user -> new Person(
                        user.getId(),
                        user.getFirstName(),
                        Optional.ofNullable(user.getLanguageCode()).orElse("")));
    }
}
