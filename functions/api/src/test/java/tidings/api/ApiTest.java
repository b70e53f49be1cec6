package tidings.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.settings.Profile;
import tidings.store.Database;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;
import tidings.settings.Tunable;
import tidings.settings.Tunables;

import static org.assertj.core.api.Assertions.assertThat;

class ApiTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Remembered changes = new Remembered();
    private final Tunables tunables = new Tunables(changes, Profile.all().get("testing"), () -> NOW);
    private final Api api = new Api(
            new HealthCheck(List.of(new Dependency("database", true, () -> "")), "1.0.0+7", () -> NOW),
            () -> new SystemMetrics.Report(
                    new SystemMetrics.System("1.0.0+7", "testing", 60, 40, 512, 2),
                    new Database.Pool(0, 1, 0),
                    new Health.State(Health.Life.ALIVE, 1, ""),
                    Map.of("updates", new Queues.Depth(3, 1, 0, 0))),
            new TunableRoutes(tunables, changes, () -> NOW));

    private static final class Remembered implements TunableStore {
        private final List<TunableChange> changes = new ArrayList<>();

        @Override
        public List<TunableChange> latest() {
            return List.copyOf(changes);
        }

        @Override
        public List<TunableChange> history(Tunable tunable) {
            return changes.reversed();
        }

        @Override
        public void add(TunableChange change) {
            changes.add(change);
        }
    }

    private Answer ask(String route, String name, String body) {
        return api.answer(new Api.Request(route, name, body, "arn:aws:iam::123456789012:user/night-shift"));
    }

    private static JsonNode json(Answer answer) throws JsonProcessingException {
        return Json.mapper().readTree(answer.body());
    }

    @Test
    void healthTellsStatusVersionAndEachDependency() throws JsonProcessingException {
        Answer answer = ask("GET /health", "", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer).at("/status").asText()).isEqualTo("ready");
        assertThat(json(answer).at("/version").asText()).isEqualTo("1.0.0+7");
        assertThat(json(answer).at("/dependencies/database/status").asText()).isEqualTo("alive");
    }

    @Test
    void metricsTellSystemPoolAndQueues() throws JsonProcessingException {
        JsonNode metrics = json(ask("GET /api/v1/metrics", "", ""));

        assertThat(metrics.at("/system/heapMost").asInt()).isEqualTo(512);
        assertThat(metrics.at("/pool/idle").asInt()).isEqualTo(1);
        assertThat(metrics.at("/cache/status").asText()).isEqualTo("alive");
        assertThat(metrics.at("/queues/updates/visible").asInt()).isEqualTo(3);
    }

    @Test
    void anOperatorsChangeHoldsAtOnceAndNamesItsAuthor() throws JsonProcessingException {
        tunables.get(Tunable.SENDS_A_SECOND);

        Answer answer = ask(
                "PUT /api/v1/tunables/{name}",
                "sends-a-second",
                "{\"value\":10,\"reason\":\"Telegram asks for calm\",\"until\":\"2026-11-20T13:00:00Z\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(json(answer).at("/value").asInt()).isEqualTo(10);
        assertThat(json(answer).at("/change/author").asText()).endsWith("night-shift");
        assertThat(tunables.get(Tunable.SENDS_A_SECOND)).isEqualTo(10);
        assertThat(json(ask("GET /api/v1/tunables/{name}", "sends-a-second", ""))
                        .at("/0/reason")
                        .asText())
                .isEqualTo("Telegram asks for calm");
    }

    @Test
    void aBadValueIsRefusedWithTheRange() {
        Answer answer = ask("PUT /api/v1/tunables/{name}", "sends-a-second", "{\"value\":99,\"reason\":\"faster\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("from 1 to 30 messages, not 99");
        assertThat(changes.latest()).isEmpty();
    }

    @Test
    void whatIsNoChangeIsAnsweredWithAnExample() {
        assertThat(ask("PUT /api/v1/tunables/{name}", "sends-a-second", "ten").body())
                .contains("must be JSON such as");
        assertThat(ask("PUT /api/v1/tunables/{name}", "sends-a-second", "{\"value\":9}")
                        .body())
                .contains("value and reason must be given");
    }

    @Test
    void anUnknownTunableIsAnsweredWithThoseThereAre() {
        Answer answer = ask("PUT /api/v1/tunables/{name}", "speed", "{\"value\":9,\"reason\":\"faster\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("sends-a-second");
    }

    @Test
    void everyTunableIsListedWithItsRange() throws JsonProcessingException {
        JsonNode all = json(ask("GET /api/v1/tunables", "", ""));

        assertThat(all).hasSize(Tunable.values().length);
        assertThat(all.at("/0/least").isInt()).isTrue();
    }
}
