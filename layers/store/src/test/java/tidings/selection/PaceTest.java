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
    /// `-Dseeds=20` for more.
    private static final int SEEDS = Integer.getInteger("seeds", 3);

    private static final int CHATS = 200;
    private static final int WEEKS = 4;
    private static final int PLANS_AN_HOUR = 4;
    private static final Duration PLANNED = Duration.ofHours(1).dividedBy(PLANS_AN_HOUR);

    /// @param again the share of the posts that ranked too low and are looked at again, up to three times
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4})
    void nineOfTenChatsLandWithinAFifthOfTheirPaceInEachWeekThroughBurstsSilenceAndWeekends(double again) {
        List<List<Double>> landed = IntStream.range(0, SEEDS)
                .parallel()
                .mapToObj(seed -> landed(seed, again))
                .toList();
        List<Double> inWeeks = landed.stream().flatMap(List::stream).sorted().toList();
        List<Double> ofSeeds = landed.stream().map(PaceTest::average).sorted().toList();
        System.out.printf(
                "pace: %.0f %% looked at again, within 20 %%: %.1f %% of chats, %.1f %% in the worst of %d seeds,"
                        + " %.1f %% in the worst of its weeks%n",
                100 * again, 100 * average(inWeeks), 100 * ofSeeds.getFirst(), SEEDS, 100 * inWeeks.getFirst());

        assertThat(inWeeks).allMatch(share -> share >= 0.9);
        assertThat(ofSeeds).allMatch(share -> share >= 0.95);
    }

    /// The share of the chats that land, for each week.
    private static List<Double> landed(int seed, double again) {
        List<SimulatedChat> chats = IntStream.range(0, CHATS)
                .mapToObj(chat -> new SimulatedChat(seed * CHATS + chat, again))
                .toList();
        return IntStream.range(0, WEEKS)
                .mapToObj(_ -> chats.stream()
                                .mapToDouble(chat -> Math.abs(chat.week() / (7.0 * chat.postsADay) - 1))
                                .filter(off -> off <= 0.2 + 1e-9)
                                .count()
                        / (double) CHATS)
                .toList();
    }

    private static double average(List<Double> shares) {
        return shares.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
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
        for (int plan = 0; plan < 24 * 30 * PLANS_AN_HOUR; plan++) {
            double threshold = pace.threshold(12);
            List<Double> came = random.doubles(10 / PLANS_AN_HOUR + random.nextInt(2))
                    .boxed()
                    .toList();
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
            growth = new Random(~seed);
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
                for (int plan = 0; plan < PLANS_AN_HOUR; plan++) {
                    sent += part(rate / PLANS_AN_HOUR);
                }
                hours++;
            }
            return sent;
        }

        /// @return how many posts passed
        private int part(double mean) {
            double threshold = pace.threshold(postsADay);
            List<Double> came = new ArrayList<>();
            for (int i = poisson(mean); i > 0; i--) {
                double rank = Math.pow(random.nextDouble(), shape);
                came.add(fewCommunities ? Math.round(rank * 40) / 40.0 : rank);
            }
            came.stream().filter(rank -> rank < threshold).forEach(rank -> grow(rank, 1));
            came.addAll(grown(threshold));
            int passed = (int) came.stream().filter(rank -> rank >= threshold).count();
            pace = pace.after(PLANNED, came, passed, postsADay);
            return passed;
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
