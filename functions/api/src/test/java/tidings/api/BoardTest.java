package tidings.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.api.ApiCalls.Answer;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/// The page as it is served. How it behaves in a browser is for the tests of the local stack.
class BoardTest {
    private static final Path PAGE = Path.of("src/main/resources/tidings/api/page");
    private static final Pattern ASSET = Pattern.compile("(?:assets|\\.)/([a-z]+\\.[0-9a-f]{32}\\.[a-z]+)");

    private final ApiCalls api = new ApiCalls();

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(one -> one.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-AT,de;q=0.9,en;q=0.8 | de",
                "fr-FR,de;q=0.5,en;q=0.3 | de",
                "en-GB | en",
                "fr | en",
                "* | en",
                "'' | en",
                "q=q;;,= | en"
            })
    void thePageComesInALanguageThatTheBrowserPrefers(String accepted, String language) {
        assertThat(api.get("/").with("accept-language", accepted).byAnybody().body())
                .contains("<html lang=\"" + language + "\">");
    }

    @Test
    void theLanguageThatIsAskedForGoesFirst() {
        assertThat(api.get("/")
                        .with("accept-language", "en")
                        .withQuery("language", "de")
                        .byAnybody()
                        .body())
                .contains("<html lang=\"de\">");
        Answer other = api.get("/").withQuery("language", "xx").byAnybody();
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.json().at("/parameter").asText()).isEqualTo("language");
    }

    @Test
    void thePageMayLoadNothingFromElsewhereAndRunNothingThatStandsInIt() {
        Answer page = api.get("/").byAnybody();

        assertThat(page.headers().get("content-security-policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain(" style=", " onclick=", "src=\"http", "href=\"http");
    }

    @Test
    void eachFileHasANameThatChangesWithItAndIsKeptForEver() {
        Set<String> names = found(ASSET, api.get("/").byAnybody().body());
        assertThat(names).hasSize(3);
        Set<String> all = new TreeSet<>(names);
        for (String name : names) {
            all.addAll(found(ASSET, api.get("/assets/" + name).byAnybody().body()));
        }

        assertThat(all).as("those that others load, too").hasSize(7);
        for (String name : all) {
            assertThat(api.get("/assets/" + name).byAnybody().headers().get("cache-control"))
                    .isEqualTo("public, max-age=31536000, immutable");
            String former = name.replaceFirst("[0-9a-f]{32}", "0".repeat(32));
            assertThat(api.get("/assets/" + former).byAnybody().headers().get("cache-control"))
                    .isEqualTo("private, no-cache");
        }
    }

    @Test
    void thePageIsNotSentAgainToWhoHasIt() {
        String tag = api.get("/").byAnybody().headers().get("etag");

        assertThat(api.get("/").with("if-none-match", tag).byAnybody().status()).isEqualTo(304);
    }

    @Test
    void everyTextOfThePageExistsAndIsUsed() throws IOException {
        Set<String> used = new TreeSet<>(Set.of("button"));
        for (Path file : files()) {
            used.addAll(found(Pattern.compile("\\{board\\.([a-z.-]+)}"), Files.readString(file)));
            used.addAll(found(
                    Pattern.compile("(?:text\\(|label\\(|\\? |: |\\[)'([a-z][a-z.-]*)'"), Files.readString(file)));
        }
        Set<String> keys = Texts.of("en").keys().stream()
                .filter(key -> key.startsWith("board."))
                .map(key -> key.substring("board.".length()))
                .collect(Collectors.toSet());

        assertThat(keys.stream().filter(key -> !key.matches("(parts|operators\\.measure)\\..*") && !used.contains(key)))
                .as("texts that nothing uses")
                .isEmpty();
        Set<String> asked = new TreeSet<>();
        for (Path file : files()) {
            asked.addAll(found(Pattern.compile("text\\('([a-z][a-z.-]*)'"), Files.readString(file)));
        }
        assertThat(keys).containsAll(asked);
    }

    @Test
    void whatIsSharedWithTelegramIsShort() throws IOException {
        try (Stream<String> lines = Files.lines(PAGE.resolve("telegram.js"))) {
            assertThat(lines.count()).isLessThanOrEqualTo(120);
        }
    }

    private static Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(PAGE)) {
            return files.filter(file -> file.toString().matches(".*\\.(js|html)"))
                    .collect(Collectors.toSet());
        }
    }
}
