package tidings.bot;

import java.time.Instant;
import java.util.Optional;
import tidings.bot.Interaction.Origin;
import tidings.bot.Interaction.Replied;
import tidings.domain.Place;
import tidings.messages.PendingCard;
import tidings.preferences.ChatSettings;
import tidings.telegram.CardId;
import tidings.telegram.Texts;

/// What a command is run with.
///
/// @param arguments what follows the command; empty for a press
/// @param repliedTo the message that the command replies to, if it has a text
/// @param press the button's press, if it is one
/// @param settings of the chat, or of the channel that it acts on
/// @param file that somebody sent with the command, or that the command replies to
/// @param channel that it acts on; empty if that is the chat itself
record Call(
        Origin origin,
        String arguments,
        Optional<Replied> repliedTo,
        Optional<Interaction.ButtonPress> press,
        Texts texts,
        ChatSettings settings,
        Instant now,
        Optional<Interaction.Attachment> file,
        Optional<Channel> channel) {
    Call(
            Origin origin,
            Optional<Replied> repliedTo,
            Optional<Interaction.ButtonPress> press,
            ChatSettings settings,
            Instant now,
            Optional<Interaction.Attachment> file) {
        this(origin, "", repliedTo, press, origin.texts(settings), settings, now, file, Optional.empty());
    }

    Call with(String arguments) {
        return new Call(origin, arguments, repliedTo, press, texts, settings, now, file, channel);
    }

    /// The same for a channel with such settings, answered where it was asked.
    Call on(Channel channel, ChatSettings settings) {
        return new Call(origin, arguments, repliedTo, press, texts, settings, now, file, Optional.of(channel));
    }

    /// The same as a reply to another message.
    Call replyingTo(Replied message) {
        return new Call(origin, arguments, Optional.of(message), press, texts, settings, now, file, channel);
    }

    /// Whether what is not for minors may be shown.
    boolean adult() {
        return settings.get(ChatSettings.ADULT).orElse(false);
    }

    /// What follows are for and settings are of.
    Place target() {
        return channel.map(Channel::chat).map(Place::of).orElseGet(origin::place);
    }

    /// The texts once the settings are these.
    Texts texts(ChatSettings settings) {
        return channel.isPresent() ? texts : origin.texts(settings);
    }

    /// The card that shows the reply: for a press the one under the button.
    CardId card() {
        return press.map(Interaction.ButtonPress::card).orElseGet(() -> CardId.ofUpdate(origin.cause()));
    }

    /// The same by a button under another card.
    Call under(CardId card) {
        return new Call(
                origin,
                arguments,
                repliedTo,
                press.map(pressed -> pressed.under(card)),
                texts,
                settings,
                now,
                file,
                channel);
    }

    /// A card of this chat while it waits for a feed.
    PendingCard pending(CardId card) {
        return new PendingCard(origin.place(), card, origin.cause(), texts.language());
    }
}
