package tidings.selection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PaceTest {
    private static final int CHATS = 200;
    private static final int WEEKS = 4;
    private static final Duration PLANNED = Duration.ofHours(1);

    /// @param again the share of the posts that ranked too low and are looked at again, up to three times
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4})
    void nineOfTenChatsLandWithinAFifthOfTheirPaceInEachWeekThroughBurstsSilenceAndWeekends(double again) {
        List<SimulatedChat> chats = IntStream.range(0, CHATS)
                .mapToObj(seed -> new SimulatedChat(seed, again))
                .toList();
        int[] landed = new int[WEEKS];
        for (int week = 0; week < WEEKS; week++) {
            for (SimulatedChat chat : chats) {
                int sent = chat.week();
                if (Math.abs(sent - 7.0 * chat.postsADay) <= 0.2 * 7 * chat.postsADay) {
                    landed[week]++;
                }
            }
            System.out.printf(
                    "pace: week %d, %.0f %% looked at again, %.1f %% of %d chats within 20 %%%n",
                    week + 1, 100 * again, 100.0 * landed[week] / CHATS, CHATS);
        }

        assertThat(IntStream.of(landed)).allMatch(inWeek -> inWeek >= CHATS * 9 / 10);
    }

    @Test
    void aChatThatGetsFewerPostsThanItWantsGetsThemAll() {
        Pace pace = Pace.starting(12);
        for (int day = 0; day < 14; day++) {
            pace = pace.after(Duration.ofDays(1), List.of(0.01, 0.2, 0.9), 3, 12);
        }

        assertThat(pace.threshold(12)).isZero();
    }

    @Test
    void afterAnOverflowFewerPassAndAfterASilenceMore() {
        Pace flooded = Pace.starting(10).after(Duration.ofHours(1), evenly(50), 50, 10);
        Pace even = Pace.starting(10).after(Duration.ofHours(1), evenly(50), 0, 10);
        Pace silent = flooded.after(Duration.ofDays(1), List.of(), 0, 10);

        assertThat(flooded.owed()).isNegative();
        assertThat(flooded.threshold(10)).isGreaterThan(even.threshold(10));
        assertThat(silent.owed()).isPositive();
        assertThat(silent.threshold(10)).isLessThan(flooded.threshold(10));
    }

    @Test
    void aWeekOffIsNotFollowedByAFlood() {
        Pace silent = Pace.starting(10).after(Duration.ofDays(7), List.of(), 0, 10);
        Pace again = silent.after(Duration.ofDays(1), evenly(1_000), 0, 10);
        double passing = again.ranks().stream().mapToDouble(Double::doubleValue).sum() / again.days();

        assertThat(passing * (1 - again.threshold(10))).isLessThanOrEqualTo(17.0001);
    }

    @Test
    void inASteadyStreamTheThresholdLetsThePacePass() {
        Random random = new Random(12);
        Pace pace = Pace.starting(12);
        for (int hour = 0; hour < 24 * 30; hour++) {
            double threshold = pace.threshold(12);
            List<Double> came = random.doubles(10).boxed().toList();
            pace = pace.after(
                    PLANNED,
                    came,
                    (int) came.stream().filter(rank -> rank >= threshold).count(),
                    12);
        }

        assertThat(pace.owed()).isCloseTo(0, within(6.0));
        assertThat(pace.threshold(12)).isCloseTo(0.95, within(0.03));
    }

    private static List<Double> evenly(int count) {
        return IntStream.range(0, count).mapToObj(i -> (i + 0.5) / count).toList();
    }

    /// A post that ranked too low and got more votes since.
    ///
    /// @param hour at which it is looked at again
    private record Grown(int hour, double rank, int looks) {}

    /// A chat with a pace, a rhythm of day and week, ranks of some shape, bursts, and silences of up to two days.
    /// What is looked at again and passes came again, with its new rank; what does not came once.
    private static final class SimulatedChat {
        private final Random random;
        private final int postsADay;
        private final double comingADay;
        private final double weekend;
        private final double shape;
        private final boolean fewCommunities;
        private Pace pace;
        private final double again;
        private final Random growth;
        private final List<Grown> growing = new ArrayList<>();
        private int silentHours;
        private int hours;

        SimulatedChat(int seed, double again) {
            this.again = again;
            growth = new Random(seed + CHATS);
            random = new Random(seed);
            postsADay = 3 + random.nextInt(48);
            comingADay = postsADay * (2 + 30 * Math.pow(random.nextDouble(), 2));
            weekend = 0.3 + 1.2 * random.nextDouble();
            shape = 0.4 + 2 * random.nextDouble();
            fewCommunities = random.nextInt(4) == 0;
            pace = Pace.starting(postsADay);
        }

        int week() {
            int sent = 0;
            int silentAt = random.nextInt(7 * 24);
            int burstAt = random.nextInt(7 * 24);
            for (int hour = 0; hour < 7 * 24; hour++) {
                if (hour == silentAt) {
                    silentHours = 12 + random.nextInt(37);
                }
                double rate = comingADay / 24 * (hour % 24 < 7 ? 0.2 : 1.33) * (hour / 24 >= 5 ? weekend : 1);
                if (hour == burstAt) {
                    rate = comingADay * (0.5 + random.nextDouble());
                }
                if (silentHours-- > 0) {
                    rate = 0;
                }
                double threshold = pace.threshold(postsADay);
                List<Double> came = new ArrayList<>();
                for (int i = poisson(rate); i > 0; i--) {
                    double rank = Math.pow(random.nextDouble(), shape);
                    came.add(fewCommunities ? Math.round(rank * 40) / 40.0 : rank);
                }
                came.stream().filter(rank -> rank < threshold).forEach(rank -> grow(rank, 1));
                came.addAll(grown(threshold));
                int passed =
                        (int) came.stream().filter(rank -> rank >= threshold).count();
                sent += passed;
                hours++;
                pace = pace.after(PLANNED, came, passed, postsADay);
            }
            return sent;
        }

        private void grow(double rank, int looks) {
            if (looks <= 3 && growth.nextDouble() < again) {
                double higher = 1 - (1 - rank) * (0.3 + 0.7 * growth.nextDouble());
                growing.add(new Grown(hours + 1 + growth.nextInt(6), higher, looks));
            }
        }

        private List<Double> grown(double threshold) {
            List<Grown> due =
                    growing.stream().filter(post -> post.hour() <= hours).toList();
            growing.removeAll(due);
            due.stream().filter(post -> post.rank() < threshold).forEach(post -> grow(post.rank(), post.looks() + 1));
            return due.stream()
                    .map(Grown::rank)
                    .filter(rank -> rank >= threshold)
                    .toList();
        }

        private int poisson(double mean) {
            int count = 0;
            for (double left = mean; left > 0; left -= 20) {
                double product = random.nextDouble();
                for (double limit = Math.exp(-Math.min(left, 20)); product > limit; product *= random.nextDouble()) {
                    count++;
                }
            }
            return count;
        }
    }
}
