package tidings.api;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.UpdatesMessage.TextAskedV1;
import tidings.preferences.ChatSettings;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What people see and do on the page.
class BoardIT extends BoardBrowser {
    private ChatSettings settingsOfAda() {
        return server.api.chats.settings(BoardServer.PLACE.chat()).get().orElse(ChatSettings.NONE);
    }

    @Test
    void everybodySeesTopicsFreshPostsCommunitiesAndWhatRuns() {
        page.navigate(server.page().toString());

        assertThat(page.locator("#health")).containsText("Everything is running");
        assertThat(page.locator("#topics-drawn svg rect").first()).isVisible();
        assertThat(page.locator("#topics-rows tr")).hasCount(3);
        assertThat(page.locator("#fresh li")).hasCount(12);
        assertThat(page.locator("#subreddits")).containsText("r/hiking");
        assertThat(page.locator("#outside")).isVisible();
        assertThat(page.locator("#mine")).isHidden();

        page.getByLabel("Topic", new Page.GetByLabelOptions().setExact(true)).selectOption("food-drink");
        assertThat(page.locator("#fresh li").first()).containsText("r/cooking");
        assertThat(page.locator("#fresh")).not().containsText("r/java");
    }

    @Test
    void theLast48HoursAreCutAgainWhileTheSliderIsDragged() {
        openAsAda();
        assertThat(page.locator("#pace-cut")).hasText("Everything · 80 of 80 posts");
        server.asked.clear();
        Locator pace = page.getByLabel("Posts a day");

        pace.evaluate("""
                slider => {
                  slider.value = 5;
                  slider.dispatchEvent(new Event('input', {bubbles: true}));
                }""");
        assertThat(page.locator("#pace-cut")).hasText("About 12 a day · 24 of 80 posts");
        assertThat(page.locator("#pace-posts li:not(.left)")).hasCount(24);
        assertThat(server.asked).as("while it is dragged").isEmpty();

        pace.press("ArrowLeft");
        assertThat(page.locator("#pace-cut")).hasText("About 8 a day · 16 of 80 posts");
        assertThat(pace).hasAttribute("aria-valuetext", "About 8 a day");
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(settingsOfAda().get(ChatSettings.PACE)).contains(8));
        pace.press("End");
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(settingsOfAda().get(ChatSettings.PACE)).isEmpty());
    }

    @Test
    void aPersonPreviewsFollowsPausesAndRemoves() {
        openAsAda();
        page.getByLabel("Follow something").fill("r/cooking -bread");
        page.keyboard().press("Enter");
        assertThat(page.locator("#preview")).containsText("Nothing is stored yet from r/cooking.");
        assertThat(page.locator("#preview")).not().containsText("hours");
        assertThat(page.locator("#follows li")).hasCount(2);
        page.getByRole(AriaRole.BUTTON, named("Follow")).click();
        assertThat(page.locator("#follows li")).hasCount(3);
        assertThat(page.locator("#preview")).isEmpty();

        page.getByRole(AriaRole.BUTTON, named("Pause r/java")).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Resume r/java"))).isVisible();
        page.getByRole(AriaRole.BUTTON, named("Remove r/hiking")).click();
        assertThat(page.locator("#told")).hasText("Removed: r/hiking");
        assertThat(page.locator("#follows li")).hasCount(2);
        assertThat(server.api.stores.follows().of(BoardServer.PLACE.chat()))
                .extracting(follow -> follow.paused())
                .containsExactly(true, false);
    }

    @Test
    void whatAPersonAsksGoesToTheirChatAndThePageSaysSo() {
        openAsAda();
        page.getByLabel("A command or a question").fill("/top java");
        page.keyboard().press("Enter");

        assertThat(page.locator("#told")).hasText("The answer comes to your chat with the bot");
        assertThat(page.getByLabel("A command or a question")).hasValue("");
        assertThat(server.api.updates)
                .singleElement()
                .isInstanceOfSatisfying(
                        TextAskedV1.class, asked -> assertThat(asked.text()).isEqualTo("/top java"));
    }

    @Test
    void whatIsUnclearIsSaidAndNothingIsSaved() {
        openAsAda();
        page.getByLabel("Follow something").fill("-jobs");
        page.keyboard().press("Enter");

        assertThat(page.locator("#told")).containsText("r/java");
        assertThat(server.api.stores.follows().of(BoardServer.PLACE.chat())).hasSize(2);
        problems.removeIf(problem -> problem.contains("400"));
    }

    @Test
    void quietHoursAndTheZoneOfTheBrowserAreSaved() {
        openAsAda();
        page.getByRole(AriaRole.BUTTON, named("Use Europe/Berlin, where you are"))
                .click();
        assertThat(page.locator("#zone")).hasValue("Europe/Berlin");
        page.getByLabel("Leave me alone at night").check();
        page.getByLabel("from").fill("23:30");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();

        assertThat(page.locator("#next-brief")).containsText("Saturday");
        assertThat(settingsOfAda().chosen()).isEqualTo(Map.of("zone", "Europe/Berlin", "quiet", "23:30-07:00"));
    }

    @Test
    void briefTimesAreSavedAsTypedAndWhatIsNoneIsSaid() {
        openAsAda();
        assertThat(page.locator("#brief-what")).hasText("You haven’t had a brief yet.");
        Locator times = page.getByLabel("My briefs come at");
        times.fill("8:00, Sun 10:00");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();

        assertThat(page.locator("#next-brief")).containsText("8:00");
        assertThat(times).hasValue("08:00, sun 10:00");
        assertThat(settingsOfAda().chosen()).isEqualTo(Map.of("brief", "08:00,sun 10:00"));

        times.fill("at dawn");
        page.getByRole(AriaRole.BUTTON, named("Save")).click();

        assertThat(page.locator("#told")).containsText("08:00");
        assertThat(settingsOfAda().chosen()).isEqualTo(Map.of("brief", "08:00,sun 10:00"));
        problems.removeIf(problem -> problem.contains("400"));
    }

    @Test
    void subredditsSayThatThereAreNoneYet() {
        page.route(
                "**/api/subreddits",
                route -> route.fulfill(new Route.FulfillOptions().setBody("{\"subreddits\": [], \"next\": null}")));
        page.navigate(server.page().toString());

        assertThat(page.locator("#subreddits")).containsText("None yet.");
    }

    @Test
    void whoseSignatureIsOldIsToldToOpenThePageAgain() {
        String stale = server.pageOfAda("{}");
        page.navigate(stale.replaceFirst("auth_date%3D1", "auth_date%3D2"));

        assertThat(page.locator("#told")).containsText("did not sign");
        assertThat(page.locator("#mine")).isHidden();
        problems.removeIf(problem -> problem.contains("401"));
    }

    @Test
    void titlesAreShownAndNotInterpreted() {
        FollowQuery hostile = new FollowQuery(
                List.of(new Origin.Anywhere()),
                List.of("<img src=x onerror=alert(1)>"),
                List.of(),
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                false);
        server.api.stores.follows().add(BoardServer.PLACE, hostile);
        page.navigate(server.pageOfAda("{}"));

        assertThat(page.locator("#follows li")).hasCount(3);
        assertThat(page.locator("#follows img")).hasCount(0);
    }

    @Test
    void nothingIsAskedWhileNobodyLooksAndNothingIsShownAnewThatIsTheSame() {
        page.navigate(server.page().toString());
        assertThat(page.locator("#fresh li")).hasCount(12);
        Locator first = page.locator("#fresh li").first();
        first.evaluate("item => { item.dataset.kept = 'yes'; }");
        server.asked.clear();

        page.evaluate("() => Object.defineProperty(document, 'hidden', {value: true, configurable: true})");
        pass(Duration.ofMinutes(2));
        assertThat(server.asked).isEmpty();

        page.evaluate("() => Object.defineProperty(document, 'hidden', {value: false, configurable: true})");
        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () -> assertThat(server.asked).contains("GET /health", "GET /api/stats", "GET /api/posts"));
        assertThat(first).hasAttribute("data-kept", "yes");
    }

    private void pass(Duration time) {
        page.clock().setFixedTime(Date.from(ApiCalls.NOW.plus(time)));
        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }
}
