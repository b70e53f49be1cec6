package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalsTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");

    private ObjectNode message(String text) {
        return BotClient.message(ada.chat(), text).put("parse_mode", "HTML");
    }

    @Test
    void aCallThatIsWrongWhateverTheChatIsLikeIsKnownOnce() {
        bot.call("sendMessage", message("<b>never closed"));
        bot.call("sendMessage", message("<b>never closed"));
        bot.call("sendMessage", message("x".repeat(5_000)));
        bot.call("sendMessage", message(" "));
        bot.call("sendMessage", message("x").put("colour", "red"));
        bot.call("sendMassage", message("x"));

        assertThat(sandbox.refused())
                .hasSize(5)
                .allMatch(refused -> refused.startsWith("sendM"))
                .anyMatch(refused -> refused.contains("can't parse entities"))
                .anyMatch(refused -> refused.contains("too long"))
                .anyMatch(refused -> refused.contains("is empty"))
                .anyMatch(refused -> refused.contains("colour"))
                .anyMatch(refused -> refused.contains("nearest is sendMessage"));
    }

    @Test
    void whatTheChatIsLikeIsNoMistakeOfTheBot() {
        bot.call("editMessageText", message("x").put("message_id", 4_711));
        ada.blocksTheBot();
        bot.call("sendMessage", message("x"));

        assertThat(sandbox.refused()).isEmpty();
    }
}
