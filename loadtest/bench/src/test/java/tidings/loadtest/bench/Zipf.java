package tidings.loadtest.bench;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Draws ranks from 1 on, the second half as often as the first, the third a third as often. Immutable.
public record Zipf(double[] cumulated) {
    public static Zipf of(int ranks) {
        double[] cumulated =
                IntStream.rangeClosed(1, ranks).mapToDouble(rank -> 1.0 / rank).toArray();
        Arrays.parallelPrefix(cumulated, Double::sum);
        return new Zipf(cumulated);
    }

    public int draw(RandomGenerator random) {
        int at = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return Math.min(at < 0 ? -at : at + 1, cumulated.length);
    }
}
