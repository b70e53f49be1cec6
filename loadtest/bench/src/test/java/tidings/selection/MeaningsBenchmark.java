package tidings.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One new post among as many as are kept at most: with all of them, or with those alone whose sketches are alike.
@State(Scope.Benchmark)
public class MeaningsBenchmark {
    private static final int KEPT = 50_000;
    private static final int STEPS = 384;

    /// The likeness of texts that have nothing in common, by the shipped encoder.
    private static final double COMMON = 0.75;

    private final List<Meaning> kept = new ArrayList<>();
    private final List<long[]> sketched = new ArrayList<>();
    private Meaning post;
    private Sketches sketches;

    @Setup
    public void fill() {
        Random random = new Random(1);
        float[] common = any(random);
        for (int i = 0; i < KEPT; i++) {
            float[] own = any(random);
            float[] mixed = new float[STEPS];
            for (int step = 0; step < STEPS; step++) {
                mixed[step] = (float) (Math.sqrt(COMMON) * common[step] + Math.sqrt(1 - COMMON) * own[step]);
            }
            kept.add(Meaning.of(mixed));
        }
        post = kept.getFirst();
        sketches = Sketches.of(kept);
        kept.forEach(meaning -> sketched.add(sketches.of(meaning)));
    }

    private static float[] any(Random random) {
        float[] vector = new float[STEPS];
        for (int i = 0; i < STEPS; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    @Benchmark
    public int compareAll() {
        int alike = 0;
        for (Meaning other : kept) {
            alike += post.likeness(other) >= SameStory.MIN_LIKENESS ? 1 : 0;
        }
        return alike;
    }

    @Benchmark
    public int compareSketched() {
        long[] sketch = sketches.of(post);
        int alike = 0;
        for (int i = 0; i < kept.size(); i++) {
            if (Sketches.mayBeAlike(sketch, sketched.get(i))) {
                alike += post.likeness(kept.get(i)) >= SameStory.MIN_LIKENESS ? 1 : 0;
            }
        }
        return alike;
    }
}
