package tidings.localstack.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.settings.Profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CapacityTest {
    private static final Path PROJECT = CostsTest.project();

    private final Costs costs = new Costs(PROJECT);
    private final Capacity capacity = new Capacity(costs);

    @Test
    void thePageSaysWhatFollowsFromTheTemplate() throws IOException {
        assertThat(Files.readString(PROJECT.resolve("loadtest/CAPACITY.md")))
                .as("./mvnw -q -Pcosts -Dcosts=write writes it anew")
                .isEqualTo(CapacityPage.of(costs, Profile.all().keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "testing", "production", "high-load"})
    void whatIsUsedUpFirstComesFirst(String profile) {
        assertThat(capacity.of(profile))
                .extracting(Capacity.Limit::updates)
                .isSorted()
                .allSatisfy(updates -> assertThat(updates).isPositive().isFinite());
    }

    /// 25 messages a second, of which an update causes as many as were counted.
    @Test
    void thePaceOfSendingBearsWhatItAllowsOverWhatAnUpdateCauses() {
        assertThat(of("production", "`SendsPerSecond`"))
                .isCloseTo(25 / Counts.read().messagesOf("OutboxQueue"), within(1e-9));
    }

    @Test
    void moreOfAFunctionAtOnceBearMore() {
        assertThat(of("high-load", "`BotConcurrency`")).isGreaterThan(of("production", "`BotConcurrency`"));
        assertThat(of("production", "`BotConcurrency`")).isGreaterThan(of("development", "`BotConcurrency`"));
    }

    @Test
    void everyFunctionThatAnUpdatePassesThroughHasItsLimit() {
        assertThat(List.of("Bot", "Scraper", "Categorizer", "Sender"))
                .allSatisfy(role -> assertThat(of("production", "`" + role + "Concurrency`"))
                        .isPositive());
    }

    @Test
    void aRateCostsWhatItsUpdatesCostBesideTheMonth() {
        double updates = 730 * 3600 / 1e6 * costs.millionUpdates("production").total();
        assertThat(capacity.dollarsAMonth("production", 1) - capacity.dollarsAMonth("production", 0))
                .isCloseTo(updates, within(1e-6));
    }

    private double of(String profile, String part) {
        return capacity.of(profile).stream()
                .filter(limit -> limit.part().startsWith(part))
                .findFirst()
                .orElseThrow()
                .updates();
    }
}
