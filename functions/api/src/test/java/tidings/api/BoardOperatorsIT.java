package tidings.api;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.settings.AppliedChange;
import tidings.settings.Autopilot;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore.Replacement;
import tidings.store.cache.Cache;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What operators see on the Board and change there.
class BoardOperatorsIT extends BoardBrowser {
    @Test
    void anOperatorsKeyShowsTheNumbersAndAWrongOneNothing() {
        page.navigate(server.page().toString());
        Locator key = page.getByLabel("Key of operators");
        key.fill("a guess");
        key.press("Enter");
        assertThat(page.locator("#told")).containsText("no operator has this key");
        assertThat(page.locator("#operators")).isHidden();

        key.fill("new-key");
        key.press("Enter");
        assertThat(page.locator("#queues")).containsText("updates");
        assertThat(page.locator("#suggestions")).containsText("Nothing to improve");
        assertThat(page.locator("#autopilot")).hasText("Off: it changes nothing.");
        assertThat(page.locator("#numbers")).containsText("Cache hit rate");
        problems.removeIf(problem -> problem.contains("401"));
    }

    /// What it costs to leave it open is computed from these (`assumptions.yaml` of the costs).
    @Test
    void aMinuteOfTheBoardAsksForSixThings() {
        page.navigate(server.page().toString());
        page.getByLabel("Key of operators").fill("new-key");
        page.keyboard().press("Enter");
        assertThat(page.locator("#suggestions")).containsText("Nothing to improve");
        server.asked.clear();

        page.clock().setFixedTime(Date.from(ApiCalls.NOW.plus(Duration.ofMinutes(2))));
        page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(server.asked)
                        .containsExactlyInAnyOrder(
                                "GET /health",
                                "GET /api/stats",
                                "GET /api/posts",
                                "GET /metrics/all",
                                "GET /performance/suggestions",
                                "GET /config/autopilot"));
    }

    @Test
    void aSuggestionIsAppliedByItsButton() {
        for (int i = 0; i < 1_000; i++) {
            server.api.lookups.accept(Cache.Outcome.MISS);
        }
        page.navigate(server.page().toString());
        page.getByLabel("Key of operators").fill("new-key");
        page.keyboard().press("Enter");

        page.locator("#suggestions li")
                .filter(new Locator.FilterOptions().setHasText("listing-ttl"))
                .getByRole(AriaRole.BUTTON)
                .click();

        assertThat(page.locator("#told")).hasText("Saved");
        assertThat(server.api.store.latest()).singleElement().satisfies(change -> {
            assertThat(change.tunable()).isEqualTo(Tunable.LISTING_TTL);
            assertThat(change.author()).startsWith("key:");
        });
    }

    @Test
    void whatTheAutopilotChangedIsShownAndUndoneByItsButton() {
        server.api.store.save(server.api.store.autopilot().allowing(List.of("sends-per-second")), Optional.empty());
        server.api.store.save(
                server.api
                        .store
                        .autopilot()
                        .trying(new Autopilot.Trial(
                                "sends-per-second",
                                new AppliedChange(Tunable.SENDS_PER_SECOND, 25, ApiCalls.NOW),
                                "waiting-messages",
                                9_000,
                                ApiCalls.NOW.plusSeconds(900))),
                Optional.of(new Replacement(
                        Optional.empty(),
                        new TunableChange(
                                Tunable.SENDS_PER_SECOND,
                                30,
                                "9000 messages wait",
                                AppliedChange.AUTHOR,
                                ApiCalls.NOW,
                                Optional.empty()))));
        page.navigate(server.page().toString());
        page.getByLabel("Key of operators").fill("new-key");
        page.keyboard().press("Enter");

        assertThat(page.locator("#autopilot"))
                .containsText("It may apply: sends-per-second. It is trying sends-per-second and watches messages that"
                        + " wait until");
        assertThat(page.locator("#autopilot-changes li")).containsText("sends-per-second: 25 → 30");
        page.locator("#autopilot-changes").getByRole(AriaRole.BUTTON).click();

        assertThat(page.locator("#told")).hasText("Saved");
        assertThat(page.locator("#autopilot-changes li")).hasCount(0);
        assertThat(server.api.store.latest()).singleElement().satisfies(change -> {
            assertThat(change.value()).isEqualTo(25);
            assertThat(change.reason()).isEqualTo("undone on the Board: 9000 messages wait");
        });
    }
}
