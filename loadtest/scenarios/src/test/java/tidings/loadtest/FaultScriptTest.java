package tidings.loadtest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tidings.loadtest.FaultScript.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FaultScriptTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final List<String> happened = new CopyOnWriteArrayList<>();

    @Test
    void faultsBeginAndEndOneAfterTheOther() {
        try (FaultScript script = FaultScript.start(List.of(fault("a"), fault("b")), AT_ONCE, AT_ONCE)) {
            await().atMost(Duration.ofSeconds(90)).until(() -> script.log().size() == 2);
        }

        assertThat(happened).containsExactly("a begins", "a ends", "b begins", "b ends");
    }

    @Test
    void aFaultThatDoesNotBeginIsToldAndTheOthersGoOn() {
        Fault broken = new Fault(
                "broken",
                () -> {
                    throw new IllegalStateException("no such process");
                },
                () -> {});
        try (FaultScript script = FaultScript.start(List.of(broken, fault("b")), AT_ONCE, AT_ONCE)) {
            await().atMost(Duration.ofSeconds(90)).until(() -> script.log().size() == 2);

            assertThat(script.log().getFirst())
                    .anySatisfy(cell -> assertThat(cell).contains("no such process"));
        }
        assertThat(happened).containsExactly("b begins", "b ends");
    }

    @Test
    void theEndOfTheRunEndsTheFaultThatIsOn() {
        FaultScript script = FaultScript.start(List.of(fault("a"), fault("b")), Duration.ofHours(1), AT_ONCE);
        await().atMost(Duration.ofSeconds(90)).until(() -> !happened.isEmpty());
        script.close();

        assertThat(happened).containsExactly("a begins", "a ends");
    }

    private Fault fault(String name) {
        return new Fault(name, () -> happened.add(name + " begins"), () -> happened.add(name + " ends"));
    }
}
