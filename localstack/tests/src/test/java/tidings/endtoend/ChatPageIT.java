package tidings.endtoend;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.ChatId;
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
        tidings.telegram().orElseThrow().person("Grace");
        browse(browser -> {
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1060, 800));
            page.navigate(home().toString());
            page.locator(".chat-row", new Page.LocatorOptions().setHasText("Grace"))
                    .click();
            converse(page);
            follow(browser.newPage(new Browser.NewPageOptions().setViewportSize(390, 800)));
        });
    }

    /// Takes the pictures of the walk, which README shows, and says how long each walk took.
    @Test
    void aNewcomerGetsFromStartToAFirstBriefByButtonsAlone() {
        browse(browser -> {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (int width : List.of(390, 1000)) {
                    String look = scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
                    Page page = browser.newPage(new Browser.NewPageOptions()
                            .setViewportSize(width, 800)
                            .setColorScheme(scheme)
                            .setTimezoneId("America/New_York"));
                    ChatId chat = tidings.telegram().orElseThrow().person("Ada").chat();
                    page.navigate(home() + "#" + chat.value());
                    Instant began = Instant.now();
                    start(page, look);
                    System.out.printf(
                            "%s: a first brief after %d ms%n",
                            look, Duration.between(began, Instant.now()).toMillis());
                    page.close();
                }
            }
        });
    }

    private static void start(Page page, String look) {
        press(page, "Start");
        press(page, "💻 Programming");
        sees(page, "✓ 💻 Programming");
        press(page, "🔬 Science");
        sees(page, "✓ 🔬 Science");
        picture(page, "start-topics-" + look);
        press(page, "Next: 2 topics ▶");
        sees(page, "about 12 a day");
        picture(page, "start-pace-" + look);
        press(page, "about 12 a day");
        sees(page, "→ 08:00");
        picture(page, "start-times-" + look);
        press(page, "→ 08:00");
        Locator brief = page.locator(".words").last();
        assertThat(brief).containsText("1. ", new ContainsTextOptions().setTimeout(PATIENCE));
        assertThat(brief).containsText("Your first brief");
        picture(page, "start-brief-" + look);
    }

    private URI home() {
        return tidings.telegram().orElseThrow().page();
    }

    private static void press(Page page, String label) {
        key(page, label).click(new Locator.ClickOptions().setTimeout(PATIENCE));
    }

    private static void sees(Page page, String label) {
        assertThat(key(page, label)).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    /// The first button in the chat with these words.
    private static Locator key(Page page, String words) {
        return page.locator("#messages")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words))
                .first();
    }

    private static void picture(Page page, String name) {
        page.mouse().move(0, 0);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    private static void browse(Consumer<Browser> visit) {
        Path chromium = External.require(
                "chromium",
                Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name ->
                                Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst());
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
            visit.accept(browser);
        }
    }

    /// What was typed, on its way through the functions.
    private void follow(Page page) {
        page.navigate(home().resolve("follow").toString());
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
        input.fill("/classify My sourdough won’t rise");
        input.press("Enter");
        assertThat(page.locator(".words").last())
                .containsText("Food & Drink", new ContainsTextOptions().setTimeout(PATIENCE));
        picture(page, "chat-page");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
