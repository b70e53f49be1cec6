package tidings.loadtest;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Draws ranks from 1 on, the second half as often as the first, the third a third as often. Immutable.
record Zipf(double[] cumulated) {
    static Zipf of(int ranks) {
        if (ranks < 1) {
            throw new IllegalArgumentException("Zipf's law needs at least one rank, not " + ranks);
        }
        double[] cumulated = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
        return new Zipf(cumulated);
    }

    int draw(RandomGenerator random) {
        int at = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return Math.min(at < 0 ? -at : at + 1, cumulated.length);
    }
}
