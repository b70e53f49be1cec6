package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/// The bot's page, opened from the chat page.
class MiniAppIT {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);

    @Test
    void theMenuButtonOpensThePageOfTheBotAsThePerson() {
        Person ada = sandbox.person("Ada");
        try (Browser browser = Browser.start()) {
            Page page = browser.chromium().newPage();
            page.navigate(sandbox.page() + "#" + ada.chat().value());
            Locator button = page.locator("#page");
            assertThat(page.locator("#chat-title")).hasText("Ada");
            assertThat(button).isHidden();

            ObjectNode board = Json.object().put("type", "web_app").put("text", "Board");
            board.putObject("web_app").put("url", sandbox.page() + "icon.svg");
            bot.result("setChatMenuButton", (ObjectNode) Json.object().set("menu_button", board));
            page.reload();
            assertThat(button).hasText("Board");
            Page opened = page.waitForPopup(button::click);

            assertThat(opened.url())
                    .startsWith(sandbox.page() + "icon.svg#tgWebAppData=")
                    .contains("%2522first_name%2522%253A%2522Ada%2522", "signature%3D", "tgWebAppThemeParams=");
        }
    }
}
