package tidings.insights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import tidings.aws.AwsClients;
import tidings.aws.Json;
import tidings.aws.Wiring;
import tidings.localstack.http.LoopbackServer;
import tidings.settings.Insights;
import tidings.settings.Week;
import tidings.state.DynamoDb;
import tidings.state.InsightsTable;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

/// With the SDK's clients, against the bytes of the services' protocols.
class InsightsReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    /// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeServerlessCaches.html
    private static final String CACHES = """
            <DescribeServerlessCachesResponse xmlns="http://elasticache.amazonaws.com/doc/2015-02-02/">
              <DescribeServerlessCachesResult><ServerlessCaches><member>
                <ServerlessCacheName>tidings-cache</ServerlessCacheName><Status>available</Status>
                <CacheUsageLimits>
                  <DataStorage><Maximum>1</Maximum><Unit>GB</Unit></DataStorage>
                  <ECPUPerSecond><Maximum>5000</Maximum></ECPUPerSecond>
                </CacheUsageLimits>
              </member></ServerlessCaches></DescribeServerlessCachesResult>
            </DescribeServerlessCachesResponse>""";

    private final CBORMapper cbor = new CBORMapper();
    private final RecordingMeter meter = new RecordingMeter();
    private final Map<String, List<Double>> values = new TreeMap<>();
    private final Map<String, JsonNode> items = new ConcurrentHashMap<>();
    private final LoopbackServer aws = LoopbackServer.listen(0, "AWS", this::answer);

    @AfterEach
    void stop() {
        aws.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        switch (exchange.getRequestHeaders().getFirst("Content-Type").split(";")[0]) {
            case "application/cbor" -> {
                exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
                LoopbackServer.reply(exchange, 200, "application/cbor", metricData(cbor.readTree(request)));
            }
            case "application/x-www-form-urlencoded" -> {
                assertThat(new String(request, StandardCharsets.UTF_8)).contains("ServerlessCacheName=tidings-cache");
                LoopbackServer.reply(exchange, 200, "text/xml", CACHES.getBytes(StandardCharsets.UTF_8));
            }
            default -> {
                JsonNode body = Json.mapper().readTree(request);
                ObjectNode result = Json.mapper().createObjectNode();
                if (body.has("Item")) {
                    items.put(body.at("/Item/source/S").asText(), body.get("Item"));
                } else if (body.has("RequestItems")) {
                    JsonNode keys = body.at("/RequestItems/sources/Keys");
                    assertThat(keys).hasSizeBetween(1, 100);
                    ArrayNode found = result.putObject("Responses").putArray("sources");
                    keys.forEach(key -> Optional.ofNullable(
                                    items.get(key.at("/source/S").asText()))
                            .ifPresent(found::add));
                } else {
                    result.set("Item", items.get(body.at("/Key/source/S").asText()));
                }
                LoopbackServer.reply(
                        exchange,
                        200,
                        "application/x-amz-json-1.0",
                        Json.mapper().writeValueAsBytes(result));
            }
        }
    }

    private byte[] metricData(JsonNode request) throws IOException {
        int hours = (int) (request.path("EndTime").asDouble()
                        - request.path("StartTime").asDouble())
                / 3600;
        assertThat(hours).isIn(1, 6, 7 * 24);
        ObjectNode answer = cbor.createObjectNode();
        ArrayNode results = answer.putArray("MetricDataResults");
        for (JsonNode query : request.path("MetricDataQueries")) {
            ArrayNode found =
                    results.addObject().put("Id", query.path("Id").asText()).putArray("Values");
            List<Double> perHour = values.getOrDefault(query.path("Id").asText(), List.of());
            perHour.stream().skip(Math.max(0, perHour.size() - hours)).forEach(found::add);
        }
        return cbor.writeValueAsBytes(answer);
    }

    private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B client(B builder) {
        return AwsClients.client(builder)
                .endpointOverride(aws.uri())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    private InsightsConfig config(Optional<String> cacheName) {
        return new InsightsConfig(
                "insights",
                "sources",
                "Tidings/test",
                List.of(new MeasuredFunction("bot", "tidings-bot", 1_024)),
                List.of(),
                "tidings-database",
                cacheName,
                aws.uri(),
                aws.uri());
    }

    private Insights refreshed(Optional<String> cacheName) {
        return refreshed(cacheName, NOW).latest().orElseThrow();
    }

    private InsightsTable refreshed(Optional<String> cacheName, Instant now) {
        InsightsTable table = new InsightsTable(client(DynamoDbClient.builder()).build(), "sources");
        new InsightsReader(
                        config(cacheName),
                        new MetricData(client(CloudWatchClient.builder()).build()),
                        client(ElastiCacheClient.builder()).build(),
                        table,
                        meter,
                        () -> now)
                .refresh();
        return table;
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
        values.put("messagesSent", List.of(7.0));
        values.put("cacheHitRatePercent", List.of(85.0));
        values.put("botConcurrency", List.of(17.0));
        values.put("logBytes", List.of(30.0));
        values.put("answerMillisP95", List.of(1_230.0));

        assertThat(refreshed(Optional.of("tidings-cache")).lastHour())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "messagesSent",
                        7.0,
                        "cacheHitRatePercent",
                        85.0,
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
        values.put("updatesQueued", List.of(100.0, 0.0, 0.0, 0.0, 0.0, 50.0));
        values.put("updatesAnswered", List.of(100.0, 0.0, 0.0, 0.0, 0.0, 30.0));
        values.put("updatesAnsweredBefore", List.of(0.0, 0.0, 0.0, 0.0, 0.0, 4.0));
        values.put("updatesWithoutAnswer", List.of(0.0, 0.0, 0.0, 0.0, 0.0, 3.0));
        values.put("updatesWithoutReader", List.of(0.0, 0.0, 0.0, 0.0, 0.0, 1.0));

        assertThat(refreshed(Optional.empty()).lastHour()).containsEntry("serviceLevelPercent", 76.0);
        assertThat(meter.values("ServiceLevel", "hour")).containsExactly(76.0);
        assertThat(meter.values("ServiceLevel", "six-hours")).containsExactly(92.0);
    }

    @Test
    void anUpdateThatIsAnsweredTwiceMakesNoServiceBetterThanAll() {
        values.put("updatesQueued", List.of(50.0));
        values.put("updatesAnswered", List.of(51.0));

        refreshed(Optional.empty());

        assertThat(meter.values("ServiceLevel", "hour")).containsExactly(100.0);
    }

    /// Then one that is just under way would be much of the whole.
    @Test
    void ofFewUpdatesThereIsNoServiceLevel() {
        values.put("updatesQueued", List.of(19.0));

        assertThat(refreshed(Optional.empty()).lastHour()).doesNotContainKey("serviceLevelPercent");
        assertThat(meter.outcomes("ServiceLevel")).isEmpty();
    }

    @Test
    void everyFiveMinutesOfAMonthHaveASample() {
        values.put("messagesSent", List.of(3.0));
        refreshed(Optional.empty(), NOW.minus(Duration.ofDays(31)));
        refreshed(Optional.empty(), NOW.minus(Duration.ofHours(3)));
        refreshed(Optional.empty(), NOW.minusSeconds(290));
        InsightsTable table = refreshed(Optional.empty(), NOW.plusSeconds(7));

        Instant asked = NOW.plusSeconds(30);
        assertThat(table.history(asked, Duration.ofHours(1)))
                .extracting(Insights.Sample::at)
                .containsExactly(NOW.minusSeconds(290), NOW.plusSeconds(7));
        assertThat(table.history(asked, Duration.ofHours(8)))
                .extracting(Insights.Sample::at)
                .containsExactly(NOW.minus(Duration.ofHours(3)), NOW.minusSeconds(290), NOW.plusSeconds(7));
        assertThat(table.history(asked, Duration.ofDays(30)))
                .extracting(Insights.Sample::numbers)
                .containsExactly(Map.of("messagesSent", 3.0));
    }

    @Test
    void theItemExpiresAfterADay() {
        refreshed(Optional.empty());

        assertThat(items.get("insights").at("/expires/N").asLong())
                .isEqualTo(NOW.plusSeconds(86_400).getEpochSecond());
    }

    private Week weekAt(Instant now) {
        InsightsTable table = refreshed(Optional.of("tidings-cache"), now);
        new WeekReader(
                        config(Optional.of("tidings-cache")),
                        new MetricData(client(CloudWatchClient.builder()).build()),
                        table,
                        () -> now)
                .refresh(table.latest().orElseThrow());
        return table.week().orElseGet(() -> new Week(Instant.EPOCH, Map.of(), Map.of(), false));
    }

    /// NOW is a Friday.
    @Test
    void aWeekIsReadOnceInTheFirstHourWithUpdatesSinceMondayMorning() {
        Instant monday = Instant.parse("2026-11-23T06:00:00Z");
        assertThat(weekAt(NOW).until()).as("nobody uses it").isEqualTo(Instant.EPOCH);

        values.put("updatesQueued", List.of(50.0, 30.0));
        assertThat(weekAt(NOW).until()).isEqualTo(NOW);
        assertThat(weekAt(NOW.plusSeconds(300)).until()).isEqualTo(NOW);
        assertThat(weekAt(monday.minusSeconds(1)).until()).isEqualTo(NOW);
        assertThat(weekAt(monday.plusSeconds(90)).until()).isEqualTo(monday.plusSeconds(90));
        assertThat(weekAt(monday.plus(Duration.ofDays(6))).until()).isEqualTo(monday.plusSeconds(90));
    }

    @Test
    void aWeekHasItsUsualAndItsWorstDay() {
        values.put("updatesQueued", List.of(60.0, 40.0));
        values.put("answerMillisP95", List.of(900.0, 700.0, 2_400.0));

        assertThat(weekAt(NOW).numbers())
                .containsEntry("received", 100.0)
                .containsEntry("answerMillisP95", 900.0)
                .containsEntry("worstAnswerMillisP95", 2_400.0);
    }

    @Test
    void isPrimedWithoutANetwork() {
        Wiring silent = Wiring.silent();
        new InsightsReader(
                        config(Optional.of("tidings-cache")),
                        MetricData.of(silent),
                        silent.client(ElastiCacheClient.builder()).build(),
                        new InsightsTable(DynamoDb.of(silent), "sources"),
                        silent.meter(),
                        silent.clock())
                .refresh();
    }
}
