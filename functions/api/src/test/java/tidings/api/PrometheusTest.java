package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// The examples for Prometheus say what the template and the API say.
class PrometheusTest {
    private static final Pattern METRIC = Pattern.compile("tidings_\\w+");

    private final ApiCalls api = new ApiCalls();

    static Stream<JsonNode> rules() throws IOException {
        return StreamSupport.stream(
                read("prometheus/alerts.yml").at("/groups/0/rules").spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsAnAlarmOfTheTemplate(JsonNode rule) throws IOException {
        String name = rule.at("/alert").asText();
        JsonNode alarm = read("../../template.yaml").at("/Resources").path(name).path("Properties");
        int period = alarm.has("Period")
                ? alarm.path("Period").asInt()
                : alarm.findValue("Period").asInt();
        int periods = alarm.has("DatapointsToAlarm")
                ? alarm.path("DatapointsToAlarm").asInt()
                : alarm.path("EvaluationPeriods").asInt();

        assertThat(rule.at("/expr").asText())
                .endsWith(switch (alarm.path("ComparisonOperator").asText()) {
                            case "GreaterThanThreshold" -> "> ";
                            case "LessThanThreshold" -> "< ";
                            default -> "no such rule yet";
                        }
                        + alarm.path("Threshold").asInt());
        assertThat(rule.at("/for").asText()).isEqualTo(period * periods / 60 + "m");
        assertThat(Files.readString(Path.of("../alarms/RUNBOOK.md")).toLowerCase(Locale.ROOT))
                .contains("# " + rule.at("/annotations/runbook").asText().replaceFirst(".*#", ""));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleUsesNumbersThatTheApiHas(JsonNode rule) {
        Set<String> exposed = METRIC.matcher(api.get("/metrics/all")
                        .with("accept", OpenMetrics.TYPE)
                        .byAnOperator()
                        .body())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(METRIC.matcher(rule.at("/expr").asText()).results())
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(exposed).contains(metric.group()));
    }

    @Test
    void theScrapedPathIsARoute() throws IOException {
        JsonNode job = read("prometheus/prometheus.yml").at("/scrape_configs/0");

        assertThat(api.get(job.at("/metrics_path").asText())
                        .with("authorization", "Bearer new-key")
                        .byAnybody()
                        .status())
                .isEqualTo(200);
    }

    private static JsonNode read(String file) throws IOException {
        return new YAMLMapper().readTree(Path.of(file).toFile());
    }
}
