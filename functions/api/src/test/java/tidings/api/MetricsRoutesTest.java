package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.api.ApiCalls.Answer;
import tidings.store.cache.Cache.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Current numbers, for people and for Prometheus.
class MetricsRoutesTest {
    /// What Prometheus 3 sends.
    private static final String PROMETHEUS = "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";

    private final ApiCalls api = new ApiCalls();

    @Test
    void theCacheCountsLookupsAndHowManyWereHits() {
        for (Outcome outcome : Outcome.values()) {
            api.lookups.accept(outcome);
        }

        JsonNode lookups = api.get("/metrics/cache").byAnOperator().json().at("/lookups");

        assertThat(lookups.at("/reads").asInt()).isEqualTo(6);
        assertThat(lookups.at("/hits").asInt()).isEqualTo(4);
        assertThat(lookups.at("/misses").asInt()).isEqualTo(1);
        assertThat(lookups.at("/errors").asInt()).isEqualTo(1);
        assertThat(lookups.at("/hitRatePercent").asDouble()).isCloseTo(66.67, within(0.01));
    }

    @Test
    void thePoolSaysHowMuchOfItIsUsed() {
        JsonNode pool = api.get("/metrics/database").byAnOperator().json().at("/pool");

        assertThat(pool.at("/size").asInt()).isEqualTo(2);
        assertThat(pool.at("/max").asInt()).isEqualTo(4);
        assertThat(pool.at("/utilizationPercent").asDouble()).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/metrics",
                "/metrics/all",
                "/metrics/database",
                "/metrics/cache",
                "/metrics/queues",
                "/metrics/model"
            })
    void prometheusReadsEveryNumberAsAGauge(String path) {
        Answer answer = api.get(path).with("accept", PROMETHEUS).byAnOperator();

        assertThat(answer.headers().get("content-type")).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(answer.body()).endsWith("# EOF\n");
        assertThat(answer.body().lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .allMatch(line -> line.matches("tidings_[a-z_]+(\\{[a-z]+=\"[^\"]+\"})? -?[0-9].*"));
    }

    @Test
    void queuesTablesAndIndexesAreLabels() {
        String text = api.get("/metrics/all")
                .with("accept", OpenMetrics.TYPE)
                .byAnOperator()
                .body();

        assertThat(text)
                .contains(
                        "# TYPE tidings_queues_dead_letters gauge\n",
                        "tidings_queues_dead_letters{queue=\"updates\"} 2.0\n",
                        "tidings_database_storage_tables_dead_rows{name=\"post\"} 3.0\n",
                        "tidings_database_storage_indexes_scans{name=\"post_pkey\"} 7.0\n",
                        "tidings_system_memory_percent ");
    }
}
