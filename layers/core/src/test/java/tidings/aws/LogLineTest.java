package tidings.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Each line is paid for; what is the same in all lines of a log is not in them.
class LogLineTest {
    private static final Map<String, String> INVOCATION = Map.of(
            "service", "categorizer",
            "function_name", "tidings-CategorizerFunction-1A2B3C4D5E6F",
            "function_arn",
                    "arn:aws:lambda:eu-central-1:000000000000:function:tidings-CategorizerFunction-1A2B3C4D5E6F",
            "function_version", "17",
            "function_memory_size", "1769",
            "function_request_id", "5c1c5a5e-0000-4000-8000-000000000002",
            "cold_start", "false",
            "xray_trace_id", "1-5759e988-bd862e3fe1be46a994272793",
            "correlation_id", "u810001");

    @Test
    void aLineHasWhatAnOperatorFiltersByAndIsShort() throws JsonProcessingException {
        String printed = printed(null);
        JsonNode line = Json.mapper().readTree(printed);

        assertThat(printed).hasSizeLessThan(300);
        assertThat(line.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("level", "message", "service", "function_request_id", "timestamp", "correlation_id");
        assertThat(line.path("level").textValue()).isEqualTo("INFO");
        assertThat(line.path("message").textValue()).isEqualTo("stored 25 posts of r/java");
        assertThat(line.path("correlation_id").textValue()).isEqualTo("u810001");
        assertThat(Instant.parse(line.path("timestamp").textValue()))
                .isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
    }

    @Test
    void anErrorHasItsStack() throws JsonProcessingException {
        JsonNode error = Json.mapper()
                .readTree(printed(new IllegalStateException("gone")))
                .path("error");

        assertThat(error.path("name").textValue()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.path("message").textValue()).isEqualTo("gone");
        assertThat(error.path("stack").textValue()).contains("at tidings.aws.LogLineTest");
    }

    private static String printed(Throwable thrown) {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        SortedArrayStringMap fields = new SortedArrayStringMap();
        INVOCATION.forEach(fields::putValue);
        LogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("tidings.categorizer.Categorizer")
                .setLevel(Level.INFO)
                .setMessage(new ParameterizedMessage("stored {} posts of {}", 25, "r/java"))
                .setThrown(thrown)
                .setContextData(fields)
                .setTimeMillis(System.currentTimeMillis())
                .build();
        byte[] bytes =
                context.getConfiguration().getAppender("json").getLayout().toByteArray(event);
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
