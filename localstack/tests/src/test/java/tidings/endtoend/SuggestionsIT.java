package tidings.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.aws.Json;
import tidings.localstack.Tidings;
import tidings.localstack.cloudwatch.CloudWatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What happens to the stack, as CloudWatch and Postgres report it, becomes a suggestion with its evidence.
@ExtendWith(SharedTidings.class)
class SuggestionsIT {
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=night-shift/20261120/us-east-1/execute-api/"
            + "aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Tidings tidings;

    SuggestionsIT(Tidings tidings) {
        this.tidings = tidings;
    }

    @Test
    void whatCloudWatchReportsBecomesASuggestion() {
        CloudWatch cloudWatch = tidings.stack().cloudWatch();
        cloudWatch.put("Tidings/tidings", "ListingRead", Map.of("service", "scraper", "outcome", "refused"), 50_000);
        cloudWatch.put("AWS/Logs", "IncomingBytes", Map.of(), 90e6);
        cloudWatch.put("AWS/RDS", "CPUUtilization", Map.of("DBInstanceIdentifier", "tidings-Database"), 97);

        await().atMost(Chat.PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            readAgain();
            assertThat(suggested()).contains("wasted-requests", "log-volume", "larger-profile");
        });
        assertThat(seen("wasted-requests")).contains("were refused", "in the last hour");
        assertThat(seen("log-volume")).contains("MB of logs");
        assertThat(seen("larger-profile")).contains("used to 97 %");
    }

    /// What was read in this quarter of an hour would be kept for the rest of it.
    private void readAgain() throws InterruptedException {
        String table = tidings.stack().model().tables().stream()
                .filter(one -> one.id().equals("SourcesTable"))
                .findFirst()
                .orElseThrow()
                .name();
        tidings.stack()
                .tables()
                .client()
                .deleteItem(delete -> delete.tableName(table).key(Map.of("source", AttributeValue.fromS("insights"))));
        tidings.stack().invoke("InsightsFunction", "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anIndexThatNothingUsesAndASlowStatementAreNamed() throws SQLException {
        Database database = new Database(tidings);
        database.execute("create table ledger (id int primary key, note text, padding text)");
        database.execute("grant select on ledger to tidings");
        database.execute("create index ledger_by_padding on ledger (padding)");
        database.execute("insert into ledger select i, 'note ' || i, repeat('x' || i, 20)"
                + " from generate_series(1, 20000) as i");
        database.execute("analyze ledger");
        for (int call = 0; call < 6; call++) {
            database.execute("set role tidings; select count(pg_sleep(0.06)) from ledger where note = 'note 7'");
        }

        await().atMost(Chat.PATIENCE.plusMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(suggested())
                        .contains("unused-ledger_by_padding")
                        .anyMatch(id -> id.startsWith("index-select-ledger-")));
        database.execute("drop table ledger");
    }

    /// So that the API soon reads the database's numbers again.
    @BeforeEach
    void catalogsAreReadAgainAfterSeconds() throws IOException, InterruptedException {
        catalogTtl(5);
    }

    @AfterEach
    void catalogsAreReadAgainAfterAMinute() throws IOException, InterruptedException {
        catalogTtl(60);
    }

    private void catalogTtl(int seconds) throws IOException, InterruptedException {
        HttpRequest request = signed("api/v1/tunables/catalog-ttl")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"value\":%d,\"reason\":\"a test\"}".formatted(seconds)))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    private HttpRequest.Builder signed(String path) {
        return HttpRequest.newBuilder(tidings.stack().url("Api").resolve("operators/" + path))
                .header("Authorization", SIGNED);
    }

    private List<String> suggested() {
        return suggestions().findValuesAsText("id");
    }

    private String seen(String id) {
        return suggestions()
                .valueStream()
                .filter(one -> one.at("/id").asText().equals(id))
                .findFirst()
                .orElseThrow()
                .at("/seen")
                .asText();
    }

    private JsonNode suggestions() {
        try {
            HttpRequest request = signed("performance/suggestions").build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return Json.mapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
