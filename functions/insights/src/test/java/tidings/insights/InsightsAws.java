package tidings.insights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
import tidings.localstack.http.LoopbackServer;
import tidings.state.InsightsTable;
import tidings.testing.RecordingMeter;

import static org.assertj.core.api.Assertions.assertThat;

/// CloudWatch, ElastiCache and DynamoDB, in the bytes of their protocols, and what reads them.
final class InsightsAws implements AutoCloseable {
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

    /// Of each series one per hour, the earliest first.
    final Map<String, List<Double>> values = new TreeMap<>();

    final Map<String, JsonNode> items = new ConcurrentHashMap<>();

    /// Series that CloudWatch was asked for.
    final List<String> asked = new CopyOnWriteArrayList<>();

    final RecordingMeter meter = new RecordingMeter();

    /// Whether ElastiCache refuses.
    volatile boolean fails;

    private final CBORMapper cbor = new CBORMapper();
    private final LoopbackServer aws = LoopbackServer.listen(0, "AWS", this::answer);

    @Override
    public void close() {
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
                LoopbackServer.reply(exchange, fails ? 400 : 200, "text/xml", CACHES.getBytes(StandardCharsets.UTF_8));
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
            asked.add(query.path("Id").asText());
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

    InsightsConfig config(Optional<String> cacheName) {
        return new InsightsConfig(
                "insights",
                "sources",
                "Tidings/test",
                List.of(
                        new MeasuredFunction("bot", "tidings-bot", 1_024),
                        new MeasuredFunction("scraper", "tidings-scraper", 512)),
                List.of(),
                "tidings-database",
                cacheName,
                aws.uri(),
                aws.uri());
    }

    MetricData metrics() {
        return new MetricData(client(CloudWatchClient.builder()).build());
    }

    InsightsTable refreshed(Optional<String> cacheName, Instant now) {
        InsightsTable table = new InsightsTable(client(DynamoDbClient.builder()).build(), "sources");
        new InsightsReader(
                        config(cacheName),
                        metrics(),
                        client(ElastiCacheClient.builder()).build(),
                        table,
                        meter,
                        () -> now)
                .refresh();
        return table;
    }
}
