package tidings.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// The speed of classification once warmed up, and the cold-start costs: loading the weights and the first post.
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TopicModelBenchmark {

    /// Runs every benchmark with the allocation profiler.
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(TopicModelBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    /// Typical titles; every fourth post has a body.
    @State(Scope.Benchmark)
    public static class Warm {
        private final List<PostText> batch = new ArrayList<>();
        private TopicModel model;
        private TopicClassifier classifier;
        private float[] one;
        private List<TopicContext> contexts;

        @Setup
        public void load() {
            model = TopicModel.load();
            classifier = new TopicClassifier(model);
            one = new float[model.topics().size()];
            contexts = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String body =
                        i % 4 == 0 ? "I tried it twice and it still does not work as the manual says. ".repeat(8) : "";
                batch.add(new PostText(
                        "Number " + i + " of the things I wish I had known before my first long bike trip",
                        body,
                        "self"));
                contexts.add(TopicContext.NONE);
            }
        }
    }

    /// A fresh process with the weights loaded.
    @State(Scope.Benchmark)
    public static class Cold {
        private TopicModel model;

        @Setup
        public void load() {
            model = TopicModel.load();
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(1)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public float[] onePost(Warm warm) {
        warm.model.probabilities(warm.batch.get(1), warm.one);
        return warm.one;
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(1)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public List<Classification> classificationOfHundred(Warm warm) {
        return warm.classifier.classify(warm.batch, warm.contexts);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(10)
    public TopicModel loadCold() {
        return TopicModel.load();
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(10)
    public float[] firstPostCold(Cold cold) {
        float[] probabilities = new float[cold.model.topics().size()];
        cold.model.probabilities(
                new PostText("What is the first thing you cook in autumn?", "", "self"), probabilities);
        return probabilities;
    }
}
