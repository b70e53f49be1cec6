package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ChatPageIT {
    private static Browser browser;

    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());
    private final BotClient bot = new BotClient(sandbox);
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;
    private long next;

    @BeforeAll
    static void launch() {
        browser = Browser.start();
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        context = browser.chromium().newContext(new NewContextOptions().setViewportSize(1280, 800));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                problems.add(message.text());
            }
        });
        page.onPageError(problems::add);
        page.onRequest(request -> {
            if (!URI.create(request.url()).getHost().equals("127.0.0.1")) {
                problems.add("left this machine: " + request.url());
            }
        });
        page.navigate(sandbox.page().toString());
    }

    @AfterEach
    void close() {
        context.close();
        sandbox.close();
        assertThat(problems).isEmpty();
    }

    @Test
    void aPersonChatsWithTheBotAndSeesItsEdits() {
        page.getByRole(AriaRole.BUTTON, named("Chat as Ada")).click();
        page.getByRole(AriaRole.BUTTON, named("Start")).click();
        JsonNode update = update("message");
        assertThat(update.at("/message/text").asText()).isEqualTo("/start");
        ChatId chat = new ChatId(update.at("/message/chat/id").asLong());

        MessageId progress = bot.send(chat, "Reading r/java …");
        assertThat(page.locator(".words")).hasText(new String[] {"/start", "Reading r/java …"});
        bot.result(
                "editMessageText",
                BotClient.message(chat, "<b>Records</b> &amp; <a href=\"https://example.org/a\">more</a>")
                        .put("message_id", progress.value())
                        .put("parse_mode", "HTML"));
        assertThat(bubbles().nth(1)).hasText(Pattern.compile("Records & more\\s*edited \\d\\d:\\d\\d"));
        assertThat(bubbles().nth(1).locator("b")).hasText("Records");
        assertThat(bubbles().nth(1).locator("a")).hasAttribute("href", "https://example.org/a");

        Locator input = page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
        input.fill("two\nlines");
        input.press("Enter");
        assertThat(update("message").at("/message/text").asText()).isEqualTo("two\nlines");
        input.press("ArrowUp");
        input.fill("one line");
        input.press("Enter");
        assertThat(update("edited_message").at("/edited_message/text").asText()).isEqualTo("one line");
        assertThat(bubbles().nth(2)).containsText("edited");
    }

    @Test
    void aPersonRepliesAndPastesAPictureWithACaption() {
        Person ada = sandbox.person("Ada");
        MessageId said = bot.send(ada.chat(), "Hello, Ada");
        chatRow("Ada").click();
        bubbles().first().dblclick();
        page.locator("#text").fill("/classify");
        page.locator("#text").press("Enter");
        JsonNode reply = update("message").get("message");
        assertThat(reply.at("/reply_to_message/message_id").asLong()).isEqualTo(said.value());

        page.locator("#text").fill("/help with this cake");
        page.evaluate("""
                picture => {
                  const pasted = new DataTransfer();
                  const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
                  pasted.items.add(new File([bytes], 'cake.png', {type: 'image/png'}));
                  document.getElementById('text').dispatchEvent(
                    new ClipboardEvent('paste', {clipboardData: pasted, bubbles: true, cancelable: true}));
                }""", Base64.getEncoder().encodeToString(Pictures.png(90, 60)));
        JsonNode shown = update("message").get("message");
        assertThat(shown.get("caption").asText()).isEqualTo("/help with this cake");
        assertThat(shown.has("photo")).isTrue();
        assertThat(shown.has("reply_to_message")).isFalse();
        assertThat(page.locator("#text")).hasValue("");
    }

    @Test
    void aPressedButtonShowsProgressUntilTheBotAnswers() {
        Person ada = sandbox.person("Ada");
        bot.result("sendMessage", BotClient.withButton(BotClient.message(ada.chat(), "Pages"), "Next", "page:2"));
        chatRow("Ada").click();
        Locator next = page.getByRole(AriaRole.BUTTON, named("Next"));
        next.click();
        assertThat(next).hasClass(Pattern.compile("spinning"));
        JsonNode press = update("callback_query").get("callback_query");
        assertThat(press.get("data").asText()).isEqualTo("page:2");
        ObjectNode answer =
                Json.object().put("callback_query_id", press.get("id").asText());
        bot.result("answerCallbackQuery", answer.put("text", "Page 2 of 5"));
        assertThat(page.locator("#toast")).hasText("Page 2 of 5");
        assertThat(next).not().hasClass(Pattern.compile("spinning"));

        next.click();
        String second = update("callback_query").at("/callback_query/id").asText();
        bot.result(
                "answerCallbackQuery",
                Json.object()
                        .put("callback_query_id", second)
                        .put("text", "No more")
                        .put("show_alert", true));
        assertThat(page.locator("#alert")).containsText("No more");
    }

    @Test
    void markupFromPostsIsShownAndNotInterpreted() {
        Person mallory = sandbox.person("<img src=x onerror=alert(1)>");
        String hostile = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";
        mallory.says(hostile);
        bot.send(mallory.chat(), hostile);
        bot.result(
                "sendMessage",
                BotClient.message(mallory.chat(), "<a href=\"javascript:alert(1)\">link</a>")
                        .put("parse_mode", "HTML"));
        page.locator(".chat-row").click();
        assertThat(bubbles()).hasCount(3);
        assertThat(bubbles().nth(1)).containsText(hostile);
        assertThat(bubbles().locator("img, script, a[href^=javascript]")).hasCount(0);
        assertThat(page.title()).doesNotContain("owned");
    }

    @Test
    void commandsComeFromTheMenuAndCompleteAfterASlash() {
        Person ada = sandbox.person("Ada");
        ObjectNode commands = Json.object();
        commands.withArray("commands")
                .add(Json.object().put("command", "top").put("description", "The best of a subreddit"))
                .add(Json.object().put("command", "topics").put("description", "All topics"));
        bot.result("setMyCommands", commands);
        chatRow("Ada").click();
        page.getByLabel("Commands").click();
        assertThat(page.getByRole(AriaRole.OPTION)).hasCount(2);
        page.getByRole(AriaRole.OPTION).last().click();
        assertThat(update("message").at("/message/text").asText()).isEqualTo("/topics");

        Locator input = page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
        input.pressSequentially("/to");
        input.press("Enter");
        assertThat(input).hasValue("/top ");
        input.pressSequentially("java");
        input.press("Enter");
        assertThat(update("message").at("/message/text").asText()).isEqualTo("/top java");
        assertThat(ada.sees()).hasSize(2);
    }

    @Test
    void photosAreShownAndOtherChatsCountUnreadMessages() {
        Person ada = sandbox.person("Ada");
        Person bob = sandbox.person("Bob");
        chatRow("Ada").click();
        bot.photo(Json.object().put("chat_id", ada.chat().value()).put("caption", "Evening"), Pictures.png(640, 400));
        Locator picture = page.getByAltText("Evening");
        assertThat(picture).isVisible();
        await().atMost(Duration.ofSeconds(90))
                .until(() -> (Integer) picture.evaluate("image => image.naturalWidth") == 640);
        bot.send(bob.chat(), "one");
        bot.send(bob.chat(), "two");
        assertThat(chatRow("Bob").locator(".badge")).hasText("2");
        chatRow("Bob").click();
        assertThat(chatRow("Bob").locator(".badge")).hasCount(0);
    }

    @Test
    void aPersonBlocksTheBotAndAGroupMigrates() {
        Person ada = sandbox.person("Ada");
        ChatId group = sandbox.group("Readers", ada);
        chatRow("Ada").click();
        page.getByLabel("What this person can do").click();
        page.getByRole(AriaRole.MENUITEM, named("Block the bot")).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Unblock the bot"))).isVisible();
        assertThat(bot.call("sendMessage", BotClient.message(ada.chat(), "hi"))
                        .get("error_code")
                        .asInt())
                .isEqualTo(403);
        page.getByRole(AriaRole.BUTTON, named("Unblock the bot")).click();
        assertThat(page.locator("#write")).isVisible();

        chatRow("Readers").click();
        page.getByLabel("What this person can do").click();
        page.getByRole(AriaRole.MENUITEM, named("Make it a supergroup")).click();
        assertThat(page.getByText("A group became this supergroup.")).isVisible();
        assertThat(bot.call("sendMessage", BotClient.message(group, "hi"))
                        .at("/parameters/migrate_to_chat_id")
                        .asLong())
                .isNegative();
    }

    @Test
    void fitsNarrowAndWideScreensInLightAndDarkMode() {
        Person ada = Scene.play(sandbox, bot);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(360, 390, 1280)) {
                page.setViewportSize(width, 800);
                page.navigate(sandbox.page() + "#" + ada.chat().value());
                page.reload();
                assertThat(bubbles().last()).isVisible();
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> (Boolean) page.evaluate("() => [...document.images].every(one => one.complete)"));
                assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width);
                picture("chat-%s-%d".formatted(scheme, width));
            }
            page.setViewportSize(390, 800);
            page.getByLabel("Back to the chats").click();
            page.locator("#new-chat").click();
            page.locator(".tabs span").last().click();
            picture("new-group-" + scheme);
        }
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    private Locator bubbles() {
        return page.locator(".bubble");
    }

    private Locator chatRow(String title) {
        return page.locator(".chat-row", new Page.LocatorOptions().setHasText(title));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    /// Takes updates until one of this kind comes.
    private JsonNode update(String kind) {
        return await().atMost(Duration.ofSeconds(90))
                .until(
                        () -> {
                            for (JsonNode update :
                                    bot.result("getUpdates", Json.object().put("offset", next))) {
                                next = update.get("update_id").asLong() + 1;
                                if (update.has(kind)) {
                                    return update;
                                }
                            }
                            return Json.object();
                        },
                        found -> !found.isEmpty());
    }
}
