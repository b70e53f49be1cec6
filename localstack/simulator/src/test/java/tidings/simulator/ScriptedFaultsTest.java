package tidings.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tidings.simulator.FaultPlan.Outage;

import static org.assertj.core.api.Assertions.assertThat;

/// The faults that the load test lets begin and end on real processes, in the same order, at virtual time.
class ScriptedFaultsTest {
    private static final Path SCRIPT =
            Path.of("../../loadtest/scenarios/src/main/resources/tidings/loadtest/scenarios/faults.yaml");
    private static final long MINUTE = 60_000;
    private static final long LASTS = 20_000;
    private static final int CHATS = 8;

    /// What there is no outage for happens now and then in the whole run: processes end, responses are lost,
    /// batches come again. Functions have clocks of their own, and people send poison.
    private static final Pattern RATES =
            Pattern.compile("kill-.*|clock-.*|messages-.*|poison|telegram-lost|.*-slow|postgres-full");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatTheLoadTestGoesThroughBreaksNoPromise(long seed) throws IOException {
        FaultPlan plan = plan(script());

        Simulation.Report report = Simulation.run(
                Setup.of(seed, new Script() {
                    @Override
                    public void plan(Stage stage) {
                        for (int chat = 1; chat <= CHATS; chat++) {
                            stage.people().live(chat % 4 == 0 ? -chat : chat, 2 * MINUTE, stage.day());
                            stage.readers().live(chat % 4 == 0 ? -chat : chat, stage.day());
                        }
                    }

                    @Override
                    public FaultPlan faults() {
                        return plan;
                    }
                }),
                false);

        assertThat(report.broken()).isEmpty();
        assertThat(report.updates()).hasSizeGreaterThan(CHATS);
    }

    @Test
    void everyFaultOfTheScriptIsKnownHereAndEveryServiceIsAwayOnce() throws IOException {
        List<String> script = script();

        assertThat(script)
                .allMatch(name ->
                        outage(name, 0).isPresent() || RATES.matcher(name).matches());
        assertThat(plan(script).outages())
                .extracting(Outage::service)
                .contains(
                        Service.SQS,
                        Service.DYNAMODB,
                        Service.POSTGRES,
                        Service.VALKEY,
                        Service.REDDIT,
                        Service.TELEGRAM);
    }

    private static FaultPlan plan(List<String> script) {
        List<Outage> outages = new ArrayList<>();
        long from = MINUTE;
        for (String name : script) {
            outage(name, from).ifPresent(outages::add);
            from += 2 * LASTS;
        }
        return new FaultPlan(outages, List.of(), 0.000_2, 0.000_2, 0.002, 0.05, 0.02);
    }

    private static Optional<Outage> outage(String name, long from) {
        String[] parts = name.split("-");
        boolean hangs = name.endsWith("-hangs") || name.endsWith("-silent");
        boolean isOutage = !RATES.matcher(name).matches();
        return Stream.of(Service.values())
                .filter(service -> isOutage && service.name().equals(parts[0].toUpperCase(Locale.ROOT)))
                .findFirst()
                .map(service -> new Outage(service, from, from + LASTS, hangs));
    }

    private static List<String> script() throws IOException {
        Object read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(SCRIPT));
        return ((List<?>) ((Map<?, ?>) read).get("script"))
                .stream().map(Object::toString).toList();
    }
}
