package tidings.loadtest.bench;

import java.util.Arrays;
import java.util.List;

/// Times ways to do the same, which take turns, so that whatever else the machine does slows them all.
///
/// @param rounds how often each is timed
public record Turns(int rounds) {
    private static final int UNCOUNTED = 5;

    /// Medians in microseconds, in the order of the ways.
    ///
    /// @param before is done before each and not timed
    public double[] medians(List<Runnable> ways, Runnable before) {
        double[][] micros = new double[ways.size()][rounds];
        for (int round = -UNCOUNTED; round < rounds; round++) {
            for (int way = 0; way < ways.size(); way++) {
                before.run();
                long start = System.nanoTime();
                ways.get(way).run();
                if (round >= 0) {
                    micros[way][round] = (System.nanoTime() - start) / 1e3;
                }
            }
        }
        return Arrays.stream(micros)
                .mapToDouble(times -> Arrays.stream(times).sorted().toArray()[rounds / 2])
                .toArray();
    }
}
