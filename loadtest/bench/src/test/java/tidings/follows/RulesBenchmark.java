package tidings.follows;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A post and the rules of those who follow something.
@State(Scope.Benchmark)
public class RulesBenchmark {
    @Param({"1000", "10000"})
    private int follows;

    private MatcherBenchmark samples;
    private Matcher<Follow> matcher;
    private int next;

    @Setup
    public void follow() {
        samples = new MatcherBenchmark();
        matcher =
                Matcher.of(IntStream.range(0, follows).mapToObj(samples::follow).toList(), Follow::query);
    }

    @Benchmark
    public List<Follow> match() {
        next = (next + 1) % samples.posts.size();
        return matcher.matches(samples.posts.get(next), Optional.empty());
    }
}
