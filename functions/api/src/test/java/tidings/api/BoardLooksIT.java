package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/// The page in each theme and width, with a keyboard, and for a screen reader.
class BoardLooksIT extends BoardBrowser {
    private static final String DARK = "{\"bg_color\":\"#101820\",\"secondary_bg_color\":\"#1b2733\","
            + "\"text_color\":\"#f2f5f8\",\"button_color\":\"#7fb4ff\",\"button_text_color\":\"#0b1a2b\"}";
    private static final List<Integer> WIDTHS = List.of(360, 768, 1440);

    @Test
    void fitsEachWidthInBothThemesAndAxeFindsNothingSerious() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (String address : List.of(server.page().toString(), server.pageOfAda("{}"))) {
                page.navigate("about:blank");
                page.navigate(address);
                assertThat(page.locator("#fresh li")).hasCount(12);
                boolean mine = address.contains("#");
                if (mine) {
                    page.getByLabel("Posts a day").evaluate("""
                            slider => {
                              slider.value = 1;
                              slider.dispatchEvent(new Event('input', {bubbles: true}));
                            }""");
                    assertThat(page.locator("#pace-posts li").first()).isVisible();
                }
                for (int width : WIDTHS) {
                    page.setViewportSize(width, 900);
                    assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth"))
                            .as("%s %d", scheme, width)
                            .isLessThanOrEqualTo(width);
                    isAccessible(scheme + " " + width);
                    picture("board-%s-%s-%d".formatted(mine ? "mine" : "all", scheme, width));
                }
            }
        }
    }

    @Test
    void wearsTheColoursOfTelegram() {
        page.navigate(server.pageOfAda(DARK));
        assertThat(page.locator("#follows li")).hasCount(2);

        assertThat(page.locator("body")).hasCSS("background-color", "rgb(16, 24, 32)");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        isAccessible("Telegram's");
    }

    @Test
    void everythingIsReachedByKeyboard() {
        openAsAda();
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        for (int i = 0; i < 12 && !(Boolean) page.evaluate("() => document.activeElement.id === 'pace'"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(page.locator("#pace")).isFocused();
    }

    private void isAccessible(String where) {
        page.evaluate(axe());
        String found = (String) page.evaluate("async () => JSON.stringify((await axe.run()).violations)");
        for (JsonNode violation : OpenApi.json(found)) {
            assertThat(violation.path("impact").asText())
                    .as("%s: %s", where, Json.write(violation))
                    .isNotIn("serious", "critical");
        }
    }

    private static String axe() {
        try (InputStream in = BoardIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
