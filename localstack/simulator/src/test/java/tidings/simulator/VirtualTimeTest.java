package tidings.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.simulator.VirtualTime.Process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> seen = new ArrayList<>();

    @Test
    void processesTakeTurnsInTheOrderInWhichTheirWaitsEnd() {
        time.start("slow", () -> steps("slow", 30));
        time.start("fast", () -> steps("fast", 20));
        time.run(100);

        assertThat(seen).containsExactly("slow 0", "fast 0", "fast 20", "slow 30", "fast 40", "slow 60");
    }

    private void steps(String name, long pause) {
        for (int i = 0; i < 3; i++) {
            seen.add(name + " " + time.now());
            time.sleep(pause);
        }
    }

    @Test
    void timeEndsWhereItIsToEnd() {
        time.at(100, () -> seen.add("in time"));
        time.at(101, () -> seen.add("too late"));
        time.run(100);

        assertThat(seen).containsExactly("in time");
    }

    @Test
    void whoJoinsOthersGoesOnWhenTheLastHasEnded() {
        time.start("parent", () -> {
            Process one = time.start("one", () -> time.sleep(10));
            Process two = time.start("two", () -> time.sleep(25));
            time.join(List.of(one, two), 1_000);
            seen.add("joined at " + time.now());
        });
        time.run(100);

        assertThat(seen).containsExactly("joined at 25");
    }

    @Test
    void whoJoinsOthersDoesNotWaitLongerThanItWants() {
        time.start("parent", () -> {
            Process one = time.start("one", () -> time.sleep(30));
            seen.add(time.join(List.of(one), 20) + " at " + time.now());
            time.sleep(50);
            seen.add("slept until " + time.now());
        });
        time.run(100);

        assertThat(seen).containsExactly("false at 20", "slept until 70");
    }

    @Test
    void aProcessIsEndedAtItsLimitInTheMiddleOfAWait() {
        time.start("killed", () -> {
            time.running().killAt(15);
            try {
                time.sleep(1_000);
            } finally {
                seen.add("ends at " + time.now());
            }
        });
        time.run(100);

        assertThat(seen).containsExactly("ends at 15");
    }

    @Test
    void turnsAreTakenOneAfterTheOther() {
        Turn turn = new Turn(time);
        for (String name : List.of("a", "b", "c")) {
            time.start(
                    name,
                    () -> turn.take(() -> {
                        time.sleep(10);
                        return seen.add(name + " " + time.now());
                    }));
        }
        time.run(100);

        assertThat(seen).containsExactly("a 10", "b 20", "c 30");
    }

    /// A lock, or an object's monitor.
    static Stream<UnaryOperator<Runnable>> locks() {
        Object monitor = new Object();
        Lock lock = new ReentrantLock();
        return Stream.of(
                work -> () -> {
                    synchronized (monitor) {
                        work.run();
                    }
                },
                work -> () -> {
                    lock.lock();
                    try {
                        work.run();
                    } finally {
                        lock.unlock();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("locks")
    void aRunThatWaitsForWhatASleepingProcessHoldsStandsStill(UnaryOperator<Runnable> locked) {
        time.start("holder", locked.apply(() -> time.sleep(50)));
        time.start("waiting", locked.apply(() -> seen.add("never")));

        assertThatThrownBy(() -> time.run(100)).hasMessageContaining("stands still: waiting waits for a lock");
        assertThat(seen).isEmpty();
    }

    @Test
    void aMistakeInAProcessEndsTheRun() {
        time.start("broken", () -> {
            throw new IllegalStateException("mistake");
        });

        assertThatThrownBy(() -> time.run(100)).hasRootCauseMessage("mistake");
    }
}
