package tidings.localstack.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MetricDataTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final ObjectMapper json = new ObjectMapper();
    private final MetricStore store = new MetricStore();

    private ObjectNode data(String query) throws JsonProcessingException {
        ObjectNode answer = json.createObjectNode();
        MetricData.answer(
                json.readTree("{\"StartTime\": 1795170000, \"EndTime\": 1795173600.0, \"MetricDataQueries\": [" + query
                        + "]}"),
                store,
                NOON,
                answer);
        return answer;
    }

    @Test
    void hasAValueForEachPeriodWithData() throws JsonProcessingException {
        Metric sent = new Metric("Tidings/local", "MessageSent", Map.of("service", "sender", "outcome", "done"));
        store.add(sent, NOON.minusSeconds(3601), 100);
        store.add(sent, NOON.minusSeconds(3599), 1);
        store.add(sent, NOON.minusSeconds(20), 2);
        store.add(sent, NOON.minusSeconds(10), 3);

        ObjectNode answer = data("""
                {"Id": "messagesSent", "MetricStat": {"Period": 300, "Stat": "Sum", "Metric": {
                  "Namespace": "Tidings/local", "MetricName": "MessageSent", "Dimensions": [
                    {"Name": "outcome", "Value": "done"}, {"Name": "service", "Value": "sender"}]}}},
                {"Id": "none", "MetricStat": {"Period": 300, "Stat": "Sum", "Metric": {
                  "Namespace": "AWS/ElastiCache", "MetricName": "ThrottledCmds"}}}""");

        assertThat(answer.at("/MetricDataResults/0/Id").asText()).isEqualTo("messagesSent");
        assertThat(answer.at("/MetricDataResults/0/Values").toString()).isEqualTo("[1.0,5.0]");
        assertThat(answer.at("/MetricDataResults/0/Timestamps").toString()).isEqualTo("[1.79517E9,1.7951733E9]");
        assertThat(answer.at("/MetricDataResults/1/Values")).isEmpty();
    }

    @Test
    void anExpressionIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> data("{\"Id\": \"rate\", \"Expression\": \"1 / 2\"}"))
                .withMessageContaining("MetricStat only");
    }
}
