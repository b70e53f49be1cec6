package tidings.bot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.preferences.ChatSettings;
import tidings.telegram.CardId;
import tidings.telegram.Texts;

/// What somebody did in Telegram that the bot reacts to. Edits are left out: people see no new message that the
/// answer could follow. So are the posts of channels, where nobody asks anything.
sealed interface Interaction {
    Origin origin();

    /// Where an interaction comes from.
    ///
    /// @param alone whether nobody but the person and the bot is in the chat
    /// @param person who did it; empty for a channel and for anonymous administrators
    /// @param administrator whether Telegram says by the update itself that an administrator of the group did
    ///     it, who remains anonymous
    record Origin(long updateId, Place place, boolean alone, Optional<Person> person, boolean administrator) {
        Origin(long updateId, Place place, boolean alone, Optional<Person> person) {
            this(updateId, place, alone, person, false);
        }

        ChatId chat() {
            return place.chat();
        }

        /// Whether it came through the API: its number stands in no order with those of Telegram's updates.
        boolean isAskedByApi() {
            return updateId < 0;
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

    /// A text, or the caption of a picture or a file.
    ///
    /// @param repliedTo the text of the message that this one replies to, or the quoted part of it
    /// @param typed whether the person wrote it, and did not forward it
    /// @param file in the message, or in the one that it replies to
    record Text(Origin origin, String text, Optional<Replied> repliedTo, boolean typed, Optional<Attachment> file)
            implements Interaction {
        Text(Origin origin, String text, Optional<Replied> repliedTo, boolean typed) {
            this(origin, text, repliedTo, typed, Optional.empty());
        }
    }

    /// A picture, a sticker, a voice message and the like without words, in a chat with the bot alone.
    record Wordless(Origin origin) implements Interaction {}

    /// @param text of the message, or the quoted part of it
    /// @param links of the whole message
    /// @param message Telegram's id of it
    /// @param channel that it was forwarded from
    /// @param bot the name of the bot that wrote it, in lower case
    record Replied(
            String text, List<String> links, OptionalInt message, Optional<Channel> channel, Optional<String> bot) {
        Replied(String text, List<String> links, OptionalInt message) {
            this(text, links, message, Optional.empty(), Optional.empty());
        }
    }

    /// A file that somebody sent.
    ///
    /// @param id of Telegram
    /// @param size in bytes; 0 if Telegram does not say
    record Attachment(String id, long size) {}

    /// @param id Telegram's id of the callback query
    /// @param data what the button carries; empty if there is nothing that the bot could do
    /// @param card the card under which the button is
    /// @param inChannel whether that is in a channel, where any reader can press
    record ButtonPress(Origin origin, String id, String data, CardId card, boolean inChannel) implements Interaction {
        ButtonPress(Origin origin, String id, String data, CardId card) {
            this(origin, id, data, card, false);
        }

        ButtonPress under(CardId other) {
            return new ButtonPress(origin, id, data, other, inChannel);
        }
    }

    /// What somebody types behind the bot's name, in any chat. Its place is the person's own chat with the bot.
    ///
    /// @param id Telegram's id of the inline query
    record InlineQuery(Origin origin, String id, String query) implements Interaction {}

    /// Whether the bot may write in the chat, as an update shows: it was let in or shut out, in a chat with one
    /// person unblocked or blocked; or there is a message that asks nothing, such as a sticker in a group.
    ///
    /// @param movedTo the supergroup that the group became, if it did
    record MembershipChange(Origin origin, boolean member, Optional<ChatId> movedTo) implements Interaction {
        MembershipChange(Origin origin, boolean member) {
            this(origin, member, Optional.empty());
        }
    }
}
