package tidings.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.ratelimit.SharedState.Change;

import static org.assertj.core.api.Assertions.assertThat;

/// What every shared state promises.
interface SharedStateContract {
    record Count(int value) {}

    /// The state under test as another environment sees it; new for each test.
    SharedState<Count> elsewhere();

    @Test
    default void isEmptyAtFirst() {
        assertThat(elsewhere().get()).isEmpty();
    }

    @Test
    default void aChangeIsVisibleToEveryEnvironment() {
        SharedState<Count> here = elsewhere();
        SharedState<Count> there = elsewhere();
        assertThat(there.get()).isEmpty();

        assertThat(more(here)).isEqualTo(1);
        assertThat(more(there)).isEqualTo(2);
        assertThat(more(here)).isEqualTo(3);
        assertThat(there.get()).contains(new Count(3));
    }

    @Test
    default void aChangeWithoutANewValueSeesTheLatestAndKeepsIt() {
        SharedState<Count> here = elsewhere();
        more(here);
        more(elsewhere());

        int seen = here.change(count -> Change.none(count.map(Count::value).orElse(0)));

        assertThat(seen).isEqualTo(2);
        assertThat(here.get()).contains(new Count(2));
    }

    @Test
    default void losesNoConcurrentChange() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results = IntStream.range(0, 4)
                    .mapToObj(_ -> elsewhere())
                    .flatMap(environment ->
                            IntStream.range(0, 20).mapToObj(_ -> threads.submit(() -> more(environment))))
                    .toList();
            List<Integer> counts = new ArrayList<>();
            for (Future<Integer> result : results) {
                counts.add(result.get());
            }
            assertThat(counts)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 80).boxed().toList());
        }
    }

    static int more(SharedState<Count> shared) {
        return shared.change(count -> {
            int next = count.map(Count::value).orElse(0) + 1;
            return Change.to(new Count(next), next);
        });
    }
}
