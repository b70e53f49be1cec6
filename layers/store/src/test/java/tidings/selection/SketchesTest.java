package tidings.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SketchesTest {
    private static final int STEPS = 384;

    private final Random random = new Random(11);
    private final float[] common = direction();
    private final List<Meaning> many = Stream.generate(this::direction)
            .map(own -> mixed(common, own, 0.75))
            .map(Meaning::of)
            .limit(2_000)
            .toList();
    private final Sketches sketches = Sketches.of(many);

    private float[] direction() {
        float[] vector = new float[STEPS];
        double squares = 0;
        for (int i = 0; i < STEPS; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        double length = Math.sqrt(squares);
        IntStream.range(0, STEPS).forEach(i -> vector[i] /= (float) length);
        return vector;
    }

    /// Of unit vectors that have nothing in common.
    private static float[] mixed(float[] one, float[] other, double likeness) {
        float[] mixed = new float[STEPS];
        for (int i = 0; i < STEPS; i++) {
            mixed[i] = (float) (Math.sqrt(likeness) * one[i] + Math.sqrt(1 - likeness) * other[i]);
        }
        return mixed;
    }

    private boolean mayBeAlike(Meaning one, Meaning other) {
        return Sketches.mayBeAlike(sketches.of(one), sketches.of(other));
    }

    @Test
    void whatIsAlikeEnoughForTheSameStoryIsNeverLost() {
        List<Meaning[]> pairs = new ArrayList<>();
        for (Meaning one : many.subList(0, 500)) {
            Meaning other =
                    Meaning.of(mixed(vector(one), direction(), SameStory.MIN_LIKENESS * SameStory.MIN_LIKENESS));
            if (one.likeness(other) >= SameStory.MIN_LIKENESS) {
                pairs.add(new Meaning[] {one, other});
            }
        }

        assertThat(pairs).hasSizeGreaterThan(150).allMatch(pair -> mayBeAlike(pair[0], pair[1]));
    }

    private static float[] vector(Meaning meaning) {
        byte[] steps = meaning.toBytes();
        float[] vector = new float[STEPS];
        double squares = 0;
        for (byte step : steps) {
            squares += step * step;
        }
        for (int i = 0; i < STEPS; i++) {
            vector[i] = (float) (steps[i] / Math.sqrt(squares));
        }
        return vector;
    }

    @Test
    void mostOfWhatHasOnlyInCommonWhatAllHaveNeedsNoLook() {
        Meaning one = many.getFirst();

        assertThat(many.stream().filter(other -> mayBeAlike(one, other)).count())
                .isLessThan(many.size() / 4);
    }

    @Test
    void fewMeaningsOrThoseOfAnotherEncoderAreAllCompared() {
        Sketches few = Sketches.of(many.subList(0, 999));
        Meaning other = Meaning.of(new float[] {1, 2, 3});

        assertThat(few.of(many.getFirst())).isEmpty();
        assertThat(sketches.of(other)).isEmpty();
        assertThat(mayBeAlike(other, many.getFirst())).isTrue();
    }

    @Test
    void twiceAsManyAreWorthAnotherAverage() {
        assertThat(Sketches.of(List.of()).isOutgrownBy(999)).isFalse();
        assertThat(Sketches.of(List.of()).isOutgrownBy(1_000)).isTrue();
        assertThat(sketches.isOutgrownBy(3_999)).isFalse();
        assertThat(sketches.isOutgrownBy(4_000)).isTrue();
    }
}
