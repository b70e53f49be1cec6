package tidings.setup;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import tidings.aws.Json;
import tidings.domain.Resources;
import tidings.telegram.Texts;

/// What the bot understands: `commands.json` of the core layer, which is generated from the bot's commands.
///
/// @param allowedUpdates the kinds of updates that Telegram is to send
/// @param languages the commands in each language, with Telegram's code of the language
record Menu(
        @JsonProperty("allowed_updates") List<String> allowedUpdates,
        @JsonAnySetter Map<String, List<BotCommand>> languages) {
    static Menu read() {
        return Json.read(Resources.text(Texts.class, "commands.json"), Menu.class);
    }
}
