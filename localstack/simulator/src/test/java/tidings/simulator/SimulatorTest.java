package tidings.simulator;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tidings.simulator.Simulation.Report;
import tidings.simulator.Simulation.Setup;

class SimulatorTest {
    @Test
    void tryOut() {
        Map<Breach, Integer> all = new EnumMap<>(Breach.class);
        long start = System.nanoTime();
        long n = Long.getLong("seeds", 20);
        long first = Long.getLong("first", 0);
        int asked = 0;
        for (long seed = first; seed < first + n; seed++) {
            Report report = Simulation.run(Setup.shortDay(seed), n == 1);
            asked += report.asked();
            report.broken().forEach(b -> all.merge(b.breach(), 1, Integer::sum));
            if (n == 1) report.lines().forEach(System.out::println);
            report.broken().stream().limit(6).forEach(b -> System.out.println("seed " + report.seed() + " " + b.toString().lines().findFirst().get().substring(0, Math.min(220, b.toString().lines().findFirst().get().length()))));
        }
        System.out.println(all + " asked " + asked + " ms " + (System.nanoTime() - start) / 1_000_000);
    }
}
