package tidings.loadtest.queueing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidings.loadtest.queueing.Asks.Ask;
import tidings.loadtest.queueing.Behaviour.Reply;
import tidings.loadtest.queueing.Traces.Traced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AsksTest {
    private static final Work SHORT = Work.of("a", 1);
    private static final Work LONG = Work.of("a", 1_000);

    private static List<Ask> drawn(Asks asks, int count) {
        Iterator<Ask> drawn = asks.drawn(new Random(3));
        List<Ask> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(drawn.next());
        }
        return all;
    }

    /// A share of few that take long decides a percentile, so chance must not move it.
    @Test
    void eachIsAskedAsOftenAsInThePhase() {
        Asks asks = new Asks(
                List.of("cached", "cached", "fetched"), Map.of("cached", List.of(SHORT), "fetched", List.of(LONG)));

        assertThat(drawn(asks, 300).stream().filter(ask -> ask.work().equals(LONG)))
                .hasSize(100)
                .allMatch(ask -> ask.what().equals("fetched"));
    }

    @Test
    void whatWasNotMeasuredIsAsAnyThatWas() {
        Asks asks = Asks.of(
                List.of(new Reply("rare", 0, 9)),
                List.of(new Traced(new Reply("one", 0, 1), SHORT), new Traced(new Reply("other", 0, 1), LONG)));

        assertThat(drawn(asks, 50)).extracting(Ask::work).contains(SHORT, LONG);
    }

    @Test
    void timesAreThoseOfEveryMessageButForDelays() {
        Work later = new Work("b", 100, 6, 8, List.of(), OptionalDouble.of(4));
        Work first = new Work("a", 0, 2, 10, List.of(new Work.Sent(6, later)), OptionalDouble.empty());

        assertThat(new Asks(List.of("any"), Map.of("any", List.of(first)))
                        .times(0.5)
                        .works())
                .containsEntry(
                        "any",
                        List.of(new Work(
                                "a",
                                0,
                                1,
                                5,
                                List.of(new Work.Sent(3, new Work("b", 100, 3, 4, List.of(), OptionalDouble.of(2)))),
                                OptionalDouble.empty())));
    }

    @Test
    void nothingComesOfNothing() {
        assertThatThrownBy(() -> Asks.of(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 0 and 0");
    }
}
