package tidings.scraper;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Env;
import tidings.aws.Wiring;
import tidings.domain.SourceApi;
import tidings.scraper.source.Source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScraperConfigTest {
    private final Map<String, String> variables = new HashMap<>(Map.ofEntries(
            Map.entry("POWERTOOLS_SERVICE_NAME", "scraper"),
            Map.entry("REDDIT_MODE", "rss"),
            Map.entry("REDDIT_API_URL", "https://oauth.reddit.com"),
            Map.entry("REDDIT_URL", "https://www.reddit.com/"),
            Map.entry("REDDIT_USER_AGENT", "java:tidings:1.0.0 (by /u/your-name)"),
            Map.entry("REDDIT_SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:000000000000:secret:reddit"),
            Map.entry("SCRAPE_QUEUE_URL", "http://localhost/scrape"),
            Map.entry("SCRAPE_DEAD_LETTER_QUEUE_URL", "http://localhost/scrape-dead"),
            Map.entry("REFRESH_QUEUE_URL", "http://localhost/refresh"),
            Map.entry("REFRESH_DEAD_LETTER_QUEUE_URL", "http://localhost/refresh-dead"),
            Map.entry("POSTS_QUEUE_URL", "http://localhost/posts"),
            Map.entry("NEW_POSTS_QUEUE_URL", "http://localhost/new-posts"),
            Map.entry("SOURCES_TABLE", "sources")));

    @ParameterizedTest
    @CsvSource({"oauth,OAUTH", "sandbox,OAUTH", "rss,RSS"})
    void theModeSelectsTheApi(String mode, SourceApi api) {
        variables.put("REDDIT_MODE", mode);

        assertThat(Sources.all(config(), Wiring.silent()))
                .extracting(Source::api)
                .containsExactly(api);
    }

    @Test
    void modeOffLeavesRedditOut() {
        variables.put("REDDIT_MODE", "off");

        assertThat(Sources.all(config(), Wiring.silent())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Java/25", "curl", "java:tidings:1.0.0", "java:tidings (by /u/name)"})
    void rejectsAUserAgentThatRedditsRulesForbid(String agent) {
        variables.put("REDDIT_USER_AGENT", agent);

        assertThatThrownBy(this::config).hasMessageContainingAll("REDDIT_USER_AGENT", "(by /u/<name>)", agent);
    }

    @Test
    void namesAMissingVariable() {
        variables.keySet().forEach(name -> {
            Map<String, String> without = new HashMap<>(variables);
            without.remove(name);
            assertThatThrownBy(() -> ScraperConfig.from(Env.of(without::get))).hasMessageContaining(name);
        });
    }

    private ScraperConfig config() {
        return ScraperConfig.from(Env.of(variables::get));
    }
}
