package tidings.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Moments<Integer, One> moments = new Moments<>(One::moment);
        Map<Integer, One> all = new LinkedHashMap<>(); // in the order in which they got their moments
        int found = 0;
        for (int step = 0; step < 2_000; step++) {
            One one = new One(random.nextInt(40), random.nextInt(200));
            if (random.nextInt(4) > 0) {
                if (all.containsKey(one.number()) && all.get(one.number()).at() != one.at()) {
                    all.remove(one.number());
                }
                all.put(one.number(), one);
                moments.put(one.number(), one);
            } else {
                all.remove(one.number());
                moments.remove(one.number());
            }
            Instant limit = Instant.ofEpochSecond(random.nextInt(200));
            List<One> before = all.values().stream()
                    .filter(other -> other.moment().filter(limit::isAfter).isPresent())
                    .sorted(Comparator.comparing(other -> other.moment().orElseThrow()))
                    .limit(7)
                    .toList();
            assertThat(moments.before(limit, 7)).isEqualTo(before);
            assertThat(moments.earliest())
                    .isEqualTo(all.values().stream()
                            .flatMap(other -> other.moment().stream())
                            .min(Comparator.naturalOrder()));
            found += before.size();
        }
        assertThat(found).isPositive();
    }
}
