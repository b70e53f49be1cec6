package tidings.localstack.cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.localstack.template.StackModel;
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
                .isCloseTo(25 / Counts.read().messagesOf("OutboxQueue").sent(), within(1e-9));
    }

    @Test
    void moreOfAFunctionAtOnceBearMore() {
        String bot = "`MaximumConcurrency` of `UpdatesQueue`";

        assertThat(of("high-load", bot)).isGreaterThan(of("production", bot));
        assertThat(of("production", bot)).isGreaterThan(of("development", bot));
    }

    @Test
    void everyQueueThatAnUpdatePassesThroughHasItsLimit() {
        assertThat(Counts.read().messages().keySet())
                .contains("UpdatesQueue", "OutboxQueue")
                .allSatisfy(queue -> assertThat(of("production", "`MaximumConcurrency` of `" + queue + "`"))
                        .isPositive());
    }

    /// A hundred messages about what people did are one statement; a hundred posts are a hundred sentences.
    @Test
    void aMessageTakesWhatOneOfItsOwnQueueTook() {
        Counts counts = Counts.read();

        assertThat(counts.messages().values())
                .extracting(Counts.Messages::millis)
                .allSatisfy(millis -> assertThat(millis).isPositive())
                .doesNotHaveDuplicates();
    }

    @Test
    void aRateCostsWhatItsUpdatesCostBesideTheMonth() {
        double updates = 730 * 3600 / 1e6 * costs.millionUpdates("production").total();
        assertThat(capacity.dollarsAMonth("production", 1) - capacity.dollarsAMonth("production", 0))
                .isCloseTo(updates, within(1e-6));
    }

    /// RDS allows one connection for each 9,531,392 bytes of memory, at most 112 a GiB; the system uses some of it.
    /// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
    @ParameterizedTest
    @CsvSource({"development, 1", "testing, 1", "production, 2", "high-load, 8"})
    void theConnectionsOfAllThatQueuesWakeLeaveAThirdOfTheDatabaseToOthers(String profile, int gigabytes) {
        StackModel model = costs.deployment(profile).model();
        int environments = model.queueTriggers().stream()
                .filter(trigger ->
                        model.function(trigger.function()).environment().containsKey("DATABASE_HOST"))
                .mapToInt(trigger -> trigger.maximumConcurrency().orElseThrow())
                .sum();

        assertThat(environments * Profile.all().get(profile).poolSize()).isBetween(20, gigabytes * 112 * 2 / 3);
    }

    private double of(String profile, String part) {
        return capacity.of(profile).stream()
                .filter(limit -> limit.part().startsWith(part))
                .findFirst()
                .orElseThrow()
                .updates();
    }
}
