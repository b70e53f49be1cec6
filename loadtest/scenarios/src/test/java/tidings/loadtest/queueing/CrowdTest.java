package tidings.loadtest.queueing;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tidings.loadtest.queueing.Behaviour.Reply;
import tidings.loadtest.queueing.Pipeline.Handled;

import static org.assertj.core.api.Assertions.assertThat;

class CrowdTest {
    private static final Consumers ONE = new Consumers(Map.of("a", Consumer.single(1)), List.of());

    @Test
    void aCrowdThatIsNeverInItsOwnWayIsAnsweredAtOnce() {
        Crowd crowd = new Crowd(1, 0, 1_000, 1.9, 1.9001, Integer.MAX_VALUE);

        Behaviour foreseen = crowd.foreseen(Asks.of(Work.of("a", 100)), ONE, Cores.PLENTY, 1);

        assertThat(foreseen.throughput()).isCloseTo(0.5, Offset.offset(0.01));
        assertThat(foreseen.p95()).isCloseTo(100, Offset.offset(0.01));
        assertThat(foreseen.oldest()).isCloseTo(0.1, Offset.offset(0.001));
    }

    @Test
    void whoComesAtTheSameMomentIsAnsweredOneAfterTheOther() {
        Crowd crowd = new Crowd(100, 0, 10, 1, 2, 1);

        Behaviour foreseen = crowd.foreseen(Asks.of(Work.of("a", 50)), ONE, Cores.PLENTY, 1);

        assertThat(foreseen.p95()).isCloseTo(95 * 50, Offset.offset(0.01));
        assertThat(foreseen.oldest()).isCloseTo(5, Offset.offset(0.01));
    }

    @Test
    void moreThanTheStackBearsAreAnsweredAtItsRate() {
        Crowd crowd = new Crowd(100, 1, 200, 1, 2, Integer.MAX_VALUE);

        assertThat(crowd.foreseen(Asks.of(Work.of("a", 100)), ONE, Cores.PLENTY, 1)
                        .throughput())
                .isCloseTo(10, Offset.offset(0.1));
    }

    @Test
    void sameSeedsForeseeTheSame() {
        Crowd crowd = new Crowd(10, 1, 50, 1, 2, Integer.MAX_VALUE);
        Asks asks = Asks.of(Work.of("a", 30), Work.of("a", 80));

        assertThat(crowd.foreseen(asks, ONE, new Cores(2, 1), 5))
                .isEqualTo(crowd.foreseen(asks, ONE, new Cores(2, 1), 5));
    }

    @Test
    void theOldestMessageIsTheHighestAgeOfEachTenSecondsOnAverage() {
        List<Handled> handled = List.of(new Handled("a", 0, 10, 500), new Handled("a", 9_000, 11_000, 12_000));

        Behaviour behaviour = Behaviour.of(List.of(new Reply("any", 0, 500)), handled, 0, 20_000);

        // Of the second message one second is in the first ten, and all three are known in the next.
        assertThat(behaviour.oldest()).isEqualTo((1.0 + 3.0) / 2);
    }
}
