package tidings.endtoend;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.testing.External;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

@ExtendWith(SharedTidings.class)
class ChatPageIT {
    private static final double PATIENCE = Chat.PATIENCE.toMillis();

    private final Tidings tidings;

    ChatPageIT(Tidings tidings) {
        this.tidings = tidings;
    }

    @Test
    void aPersonAsksInABrowserAndTurnsAPage() {
        Path chromium = External.require(
                "chromium",
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name ->
                                Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst());
        tidings.telegram().orElseThrow().person("Grace");
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(List.of(
                                        "--headless",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync")))) {
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1280, 860));
            page.navigate(tidings.telegram().orElseThrow().page().toString());
            page.locator(".chat-row", new Page.LocatorOptions().setHasText("Grace"))
                    .click();
            converse(page);
            follow(browser.newPage(new Browser.NewPageOptions().setViewportSize(390, 800)));
        }
    }

    /// What was typed, on its way through the functions.
    private void follow(Page page) {
        page.navigate(tidings.telegram().orElseThrow().page().resolve("follow").toString());
        Locator hops = page.locator("#hops > li");
        ContainsTextOptions patience = new ContainsTextOptions().setTimeout(PATIENCE);
        assertThat(hops.first()).containsText("webhook", patience);
        assertThat(page.locator("#hops")).containsText("sender", patience);
        assertThat(page.locator("#hops")).containsText("Telegram", patience);
        assertThat(page.locator("#totals")).containsText("µ$");
    }

    private static void converse(Page page) {
        Locator input = page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
        input.fill("/top java week");
        input.press("Enter");
        assertThat(page.locator(".words").last())
                .containsText("r/java · top of the week", new ContainsTextOptions().setTimeout(PATIENCE));
        page.getByRole(AriaRole.BUTTON, named("Next ▶")).click();
        assertThat(page.locator(".words").last())
                .containsText("6–10 of", new ContainsTextOptions().setTimeout(PATIENCE));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
