package tidings.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MomentsTest {
    /// @param at its moment, if it is even
    private record One(int number, long at) {
        Optional<Instant> moment() {
            return Optional.of(Instant.ofEpochSecond(at)).filter(_ -> at % 2 == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverComesGoesOrGetsAnotherMomentThoseBeforeALimitAreFoundInTheirOrder(long seed) {
        Random random = new Random(seed);
        Moments<One> moments = new Moments<>(One::moment);
        List<One> all = new ArrayList<>();
        int found = 0;
        for (int step = 0; step < 2_000; step++) {
            int index = all.isEmpty() ? 0 : random.nextInt(all.size());
            One one = new One(step, random.nextInt(200));
            if (all.size() < 20 || random.nextInt(4) == 0) {
                all.add(one);
                moments.add(one);
            } else if (random.nextInt(3) == 0) {
                all.set(index, one);
                moments.add(one);
            } else if (all.size() > 40) {
                all.remove(index);
            }
            Instant limit = Instant.ofEpochSecond(random.nextInt(200));
            List<One> before = all.stream()
                    .filter(other -> other.moment().filter(limit::isAfter).isPresent())
                    .sorted(Comparator.comparing(other -> other.moment().orElseThrow()))
                    .limit(7)
                    .toList();
            assertThat(moments.before(limit, all, 7)).isEqualTo(before);
            found += before.size();
        }
        assertThat(found).isPositive();
    }
}
