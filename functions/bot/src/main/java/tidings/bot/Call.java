package tidings.bot;

import java.time.Instant;
import java.util.Optional;
import tidings.bot.Interaction.Origin;
import tidings.chats.ChatSettings;
import tidings.telegram.Texts;

/// What a command is run with.
///
/// @param arguments what follows the command; empty for a press
/// @param repliedTo the text of the message that the command replies to
/// @param press the button's press, if it is one
record Call(
        Origin origin,
        String arguments,
        Optional<String> repliedTo,
        Optional<Interaction.ButtonPress> press,
        Texts texts,
        ChatSettings settings,
        Instant now) {
    Call with(String arguments) {
        return new Call(origin, arguments, repliedTo, press, texts, settings, now);
    }
}
