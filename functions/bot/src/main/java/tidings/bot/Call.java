package tidings.bot;

import java.time.Instant;
import java.util.Optional;
import tidings.bot.Interaction.Origin;
import tidings.bot.Interaction.Replied;
import tidings.messages.PendingCard;
import tidings.preferences.ChatSettings;
import tidings.telegram.CardId;
import tidings.telegram.Texts;

/// What a command is run with.
///
/// @param arguments what follows the command; empty for a press
/// @param repliedTo the message that the command replies to, if it has a text
/// @param press the button's press, if it is one
/// @param file that somebody sent with the command, or that the command replies to
record Call(
        Origin origin,
        String arguments,
        Optional<Replied> repliedTo,
        Optional<Interaction.ButtonPress> press,
        Texts texts,
        ChatSettings settings,
        Instant now,
        Optional<Interaction.Attachment> file) {
    Call with(String arguments) {
        return new Call(origin, arguments, repliedTo, press, texts, settings, now, file);
    }

    /// The card that shows the reply: for a press the one under the button.
    CardId card() {
        return press.map(Interaction.ButtonPress::card).orElseGet(() -> CardId.ofUpdate(origin.cause()));
    }

    /// A card of this chat while it waits for a feed.
    PendingCard pending(CardId card) {
        return new PendingCard(origin.place(), card, origin.cause(), texts.language());
    }
}
