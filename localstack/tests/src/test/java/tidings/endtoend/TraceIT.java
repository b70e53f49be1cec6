package tidings.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The way of one message through all functions, as X-Ray and the log show it.
@ExtendWith(SharedTidings.class)
class TraceIT {
    private static final Pattern STEP = Pattern.compile("\"step_ms\":(\\d+),\"waited_ms\":(\\d+),\"asked_ms\":(\\d+)");

    private final Tidings tidings;

    TraceIT(Tidings tidings) {
        this.tidings = tidings;
    }

    /// The trace of the update that the webhook received since then.
    ///
    /// @param since in seconds
    private List<JsonNode> trace(double since, Set<String> functions) {
        return await("a trace of " + functions)
                .atMost(Chat.PATIENCE)
                .until(
                        () -> tidings.stack().traces().segments().stream()
                                .filter(segment -> name(segment).equals("webhook"))
                                .filter(segment -> segment.path("start_time").asDouble() >= since)
                                .map(segment -> tidings.stack()
                                        .traces()
                                        .trace(segment.path("trace_id").asText()))
                                .filter(segments -> names(segments).containsAll(functions))
                                .findFirst()
                                .orElse(List.of()),
                        segments -> !segments.isEmpty());
    }

    private static String name(JsonNode segment) {
        return segment.path("name").asText();
    }

    private static Set<String> names(List<JsonNode> segments) {
        return segments.stream().map(TraceIT::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /// The remote calls of a function's segments.
    private static List<String> calls(List<JsonNode> segments, String function) {
        return segments.stream()
                .filter(segment -> name(segment).equals(function))
                .flatMap(segment ->
                        StreamSupport.stream(segment.path("subsegments").spliterator(), false))
                .map(TraceIT::name)
                .toList();
    }

    @Test
    void oneMessageIsOneTraceFromTheWebhookToTheSender() {
        double since = InstantSource.system().millis() / 1e3;
        new Chat(tidings.telegram().orElseThrow().person("Ada")).ask("/help");

        List<JsonNode> segments = trace(since, Set.of("webhook", "bot", "sender"));
        Map<String, JsonNode> byId = segments.stream()
                .collect(Collectors.toMap(segment -> segment.path("id").asText(), Function.identity()));

        assertThat(segments)
                .extracting(TraceIT::name)
                .startsWith("webhook", "bot")
                .contains("sender");
        assertThat(segments)
                .filteredOn(segment -> name(segment).equals("bot"))
                .allSatisfy(
                        bot -> assertThat(name(byId.get(bot.path("parent_id").asText())))
                                .isEqualTo("webhook"));
        assertThat(segments)
                .filteredOn(segment -> name(segment).equals("sender"))
                .allSatisfy(sender -> assertThat(
                                name(byId.get(sender.path("parent_id").asText())))
                        .isEqualTo("bot"));
        assertThat(calls(segments, "webhook")).contains("Sqs SendMessage");
        assertThat(calls(segments, "bot")).contains("DynamoDb BatchGetItem", "Sqs SendMessageBatch");
        assertThat(calls(segments, "sender")).contains("Telegram");
        assertThat(segments).allSatisfy(segment -> {
            assertThat(segment.path("end_time").asDouble())
                    .isGreaterThanOrEqualTo(segment.path("start_time").asDouble());
            assertThat(segment.has("fault")).isFalse();
        });
    }

    @Test
    void whatIsFetchedBelongsToTheTraceOfWhoAskedForIt() {
        double since = InstantSource.system().millis() / 1e3;
        new Chat(tidings.telegram().orElseThrow().person("Ada")).ask("/top hiking all");

        List<JsonNode> segments = trace(since, Set.of("webhook", "bot", "scraper", "categorizer", "sender"));

        assertThat(calls(segments, "scraper")).contains("Reddit", "Sqs SendMessageBatch");
        assertThat(calls(segments, "categorizer")).contains("Postgres");
        assertThat(calls(segments, "bot")).contains("Postgres", "Valkey");
    }

    @Test
    void eachStepOfAnAnswerIsInTheLog() throws IOException {
        new Chat(tidings.telegram().orElseThrow().person("Ada")).ask("/help");

        for (String function : List.of("BotFunction", "SenderFunction")) {
            Matcher step = STEP.matcher(await("a step of " + function)
                    .atMost(Chat.PATIENCE)
                    .until(
                            () -> Files.readString(tidings.stack().log(function)),
                            log -> STEP.matcher(log).find()));
            assertThat(step.find()).isTrue();
            assertThat(Long.parseLong(step.group(3))).isGreaterThanOrEqualTo(Long.parseLong(step.group(1)));
        }
        await("the time of an answer")
                .atMost(Chat.PATIENCE)
                .until(() ->
                        Files.readString(tidings.stack().log("SenderFunction")).contains("\"AnswerTime\":"));
        assertThat(Files.readString(tidings.stack().log("SenderFunction"))).doesNotContain("\"outcome\":\"before\"");
    }
}
