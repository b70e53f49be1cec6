package tidings.insights;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import tidings.aws.Json;
import tidings.aws.Wiring;
import tidings.settings.Insights;
import tidings.state.DynamoDb;
import tidings.state.InsightsTable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// With the SDK's clients, against the bytes of the services' protocols.
class InsightsReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final InsightsAws aws = new InsightsAws();

    @AfterEach
    void stop() {
        aws.close();
    }

    private Insights refreshed(Optional<String> cacheName) {
        return aws.refreshed(cacheName, NOW).latest().orElseThrow();
    }

    @Test
    void storesStatusAndLimitsOfTheServerlessCache() {
        Insights insights = refreshed(Optional.of("tidings-cache"));

        assertThat(insights.at()).isEqualTo(NOW);
        assertThat(insights.cache()).isEqualTo(new Insights.Cache("available", Optional.of(1), Optional.of(5000)));
    }

    @Test
    void withoutAServerlessCacheItIsUnknownAndElastiCacheIsNotCalled() {
        assertThat(refreshed(Optional.empty()).cache()).isEqualTo(Insights.Cache.UNKNOWN);
    }

    @Test
    void storesTotalsAndAveragesOfTheLastHour() {
        aws.values.put("messagesSent", List.of(7.0));
        aws.values.put("cacheHitRatePercent", List.of(85.0));
        aws.values.put("updatesQueued", List.of(3.0));
        aws.values.put("botConcurrency", List.of(17.0));
        aws.values.put("logBytes", List.of(30.0));
        aws.values.put("answerMillisP95", List.of(1_230.0));

        assertThat(refreshed(Optional.of("tidings-cache")).lastHour())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "messagesSent",
                        7.0,
                        "cacheHitRatePercent",
                        85.0,
                        "updatesQueued",
                        3.0,
                        "botConcurrency",
                        17.0,
                        "logBytes",
                        30.0,
                        "answerMillisP95",
                        1_230.0));
    }

    /// Answered by the newest version and by the one before; without an answer by nature; without anybody to take
    /// it.
    @Test
    void theServiceLevelIsTheShareOfUpdatesThatGotTheirAnswer() {
        aws.values.put("updatesQueued", List.of(100.0, 0.0, 0.0, 0.0, 0.0, 50.0));
        aws.values.put("updatesAnswered", List.of(100.0, 0.0, 0.0, 0.0, 0.0, 30.0));
        aws.values.put("updatesAnsweredBefore", List.of(0.0, 0.0, 0.0, 0.0, 0.0, 4.0));
        aws.values.put("updatesWithoutAnswer", List.of(0.0, 0.0, 0.0, 0.0, 0.0, 3.0));
        aws.values.put("updatesWithoutReader", List.of(0.0, 0.0, 0.0, 0.0, 0.0, 1.0));

        assertThat(refreshed(Optional.empty()).lastHour()).containsEntry("serviceLevelPercent", 76.0);
        assertThat(aws.meter.values("ServiceLevel", "hour")).containsExactly(76.0);
        assertThat(aws.meter.values("ServiceLevel", "six-hours")).containsExactly(92.0);
    }

    @Test
    void anUpdateThatIsAnsweredTwiceMakesNoServiceBetterThanAll() {
        aws.values.put("updatesQueued", List.of(50.0));
        aws.values.put("updatesAnswered", List.of(51.0));

        refreshed(Optional.empty());

        assertThat(aws.meter.values("ServiceLevel", "hour")).containsExactly(100.0);
    }

    /// Then one that is just under way would be much of the whole.
    @Test
    void ofFewUpdatesThereIsNoServiceLevel() {
        aws.values.put("updatesQueued", List.of(19.0));

        assertThat(refreshed(Optional.empty()).lastHour()).doesNotContainKey("serviceLevelPercent");
        assertThat(aws.meter.outcomes("ServiceLevel")).isEmpty();
    }

    @Test
    void everyQuarterOfAnHourOfAMonthHasASample() {
        aws.values.put("logBytes", List.of(3.0));
        aws.refreshed(Optional.empty(), NOW.minus(Duration.ofDays(31)));
        aws.refreshed(Optional.empty(), NOW.minus(Duration.ofHours(3)));
        aws.refreshed(Optional.empty(), NOW.minusSeconds(290));
        InsightsTable table = aws.refreshed(Optional.empty(), NOW.plusSeconds(7));

        Instant asked = NOW.plusSeconds(30);
        assertThat(table.history(asked, Duration.ofHours(1)))
                .extracting(Insights.Sample::at)
                .containsExactly(NOW.minusSeconds(290), NOW.plusSeconds(7));
        assertThat(table.history(asked, Duration.ofHours(8)))
                .extracting(Insights.Sample::at)
                .containsExactly(NOW.minus(Duration.ofHours(3)), NOW.minusSeconds(290), NOW.plusSeconds(7));
        assertThat(table.history(asked, Duration.ofDays(30)))
                .extracting(Insights.Sample::numbers)
                .containsExactly(Map.of("logBytes", 3.0));
    }

    /// Whatever alarms ring on is read again.
    @Test
    void whatIsOfAnHourIsReadOnceInAQuarterAndTheServiceLevelEachTime() {
        aws.values.put("messagesSent", List.of(3.0));
        aws.values.put("updatesQueued", List.of(100.0));
        aws.values.put("updatesAnswered", List.of(90.0));
        int first = asked(NOW.plusSeconds(7));
        int second = asked(NOW.plusSeconds(307));
        aws.values.put("messagesSent", List.of(4.0));
        int last = asked(NOW.plusSeconds(899));

        int levels = 2 * ServiceLevel.series(aws.config(Optional.empty())).size();
        assertThat(first).isEqualTo(levels + ofAnHour().size());
        assertThat(second).isEqualTo(levels);
        assertThat(last).isEqualTo(levels);
        assertThat(aws.meter.values("ServiceLevel", "hour")).containsExactly(90.0, 90.0, 90.0);
        assertThat(latest().at()).isEqualTo(NOW.plusSeconds(7));
        assertThat(latest().lastHour()).containsEntry("messagesSent", 3.0);

        assertThat(asked(NOW.plusSeconds(900))).isEqualTo(first);
        assertThat(latest().lastHour()).containsEntry("messagesSent", 4.0);
    }

    /// Each metric that is asked for costs $0.01 per thousand: https://aws.amazon.com/cloudwatch/pricing/
    @Test
    void anIdleStackIsAskedForLittle() {
        assertThat(asked(NOW))
                .isEqualTo(1 + Series.always(aws.config(Optional.empty())).size());
        assertThat(asked(NOW.plusSeconds(300))).isEqualTo(1);
        assertThat(latest().at()).isEqualTo(NOW);
    }

    @Test
    void whatAFunctionCountsIsReadInTheFirstQuarterInWhichItWasWoken() {
        asked(NOW);
        aws.values.put("scraperMillis", List.of(40.0));
        aws.values.put("feedsFailed", List.of(2.0));

        asked(NOW.plusSeconds(900));

        assertThat(latest().lastHour()).containsEntry("feedsFailed", 2.0);
        assertThat(aws.asked).contains("feedsFetched").doesNotContain("messagesSent");
    }

    /// As where the bot is not called at all.
    @Test
    void everythingIsReadWhereUpdatesCameThoughNobodyWasWoken() {
        asked(NOW);
        aws.values.put("updatesQueued", List.of(1.0));
        aws.values.put("messagesSent", List.of(1.0));

        asked(NOW.plusSeconds(900));

        assertThat(latest().lastHour()).containsEntry("updatesQueued", 1.0).containsEntry("messagesSent", 1.0);
    }

    @Test
    void theServiceLevelIsToldByTheFirstCallAfterUpdatesCame() {
        asked(NOW);
        aws.values.put("updatesQueued", List.of(20.0));
        aws.values.put("updatesAnswered", List.of(5.0));

        asked(NOW.plusSeconds(300));

        assertThat(aws.meter.values("ServiceLevel", "hour")).containsExactly(25.0);
        assertThat(aws.meter.values("ServiceLevel", "six-hours")).containsExactly(25.0);
    }

    private List<Series> ofAnHour() {
        InsightsConfig config = aws.config(Optional.empty());
        return Stream.concat(Series.always(config).stream(), Series.ofWoken(config, Series.WOKEN).stream())
                .toList();
    }

    /// How many metrics a call asks for.
    private int asked(Instant now) {
        aws.asked.clear();
        aws.refreshed(Optional.empty(), now);
        return aws.asked.size();
    }

    /// As the API reads it.
    private Insights latest() {
        return Json.read(aws.items.get("insights").at("/value/S").asText(), Insights.class);
    }

    /// One that fails leaves the quarter to the next.
    @Test
    void whatCouldNotBeReadIsReadByTheNextCall() {
        aws.values.put("messagesSent", List.of(3.0));
        aws.fails = true;
        assertThatThrownBy(() -> refreshed(Optional.of("tidings-cache"))).isInstanceOf(SdkException.class);
        assertThat(aws.items).isEmpty();

        aws.fails = false;
        assertThat(aws.refreshed(Optional.of("tidings-cache"), NOW.plusSeconds(300))
                        .latest())
                .map(Insights::at)
                .hasValue(NOW.plusSeconds(300));
    }

    @Test
    void theItemExpiresAfterADay() {
        refreshed(Optional.empty());

        assertThat(aws.items.get("insights").at("/expires/N").asLong())
                .isEqualTo(NOW.plusSeconds(86_400).getEpochSecond());
    }

    @Test
    void isPrimedWithoutANetwork() {
        Wiring silent = Wiring.silent();
        new InsightsReader(
                        aws.config(Optional.of("tidings-cache")),
                        MetricData.of(silent),
                        silent.client(ElastiCacheClient.builder()).build(),
                        new InsightsTable(DynamoDb.of(silent), "sources"),
                        silent.meter(),
                        silent.clock())
                .refresh();
    }
}
