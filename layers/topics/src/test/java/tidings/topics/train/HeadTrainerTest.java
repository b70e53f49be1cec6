package tidings.topics.train;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.topics.model.Calibration;
import tidings.topics.model.Head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// The topic of a vector is whether its first two numbers have the same sign, which no linear model can tell, and
/// the third decides between two more.
class HeadTrainerTest {
    private static final TrainingProgress SILENT =
            new TrainingProgress(new PrintStream(OutputStream.nullOutputStream()), InstantSource.system());
    private static final int SIZE = 10;
    private static final int POSTS = 1_500;

    private static float[][] vectors(long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[POSTS][SIZE];
        for (float[] vector : vectors) {
            double squares = 0;
            for (int i = 0; i < SIZE; i++) {
                vector[i] = random.nextFloat() - 0.5f;
                squares += vector[i] * vector[i];
            }
            for (int i = 0; i < SIZE; i++) {
                vector[i] /= (float) Math.sqrt(squares);
            }
        }
        return vectors;
    }

    private static int[] topics(float[][] vectors) {
        return IntStream.range(0, vectors.length)
                .map(i -> vectors[i][2] > 0.5 ? 2 : vectors[i][0] * vectors[i][1] > 0 ? 1 : 0)
                .toArray();
    }

    private static Head learn(long seed, int[] chosen) {
        float[][] vectors = vectors(1);
        HeadTrainer.Settings settings = new HeadTrainer.Settings(24, 30, 0.01f, 0.1f, 0.001f, seed);
        return new HeadTrainer(vectors, topics(vectors), 3, settings, SILENT).learn(chosen, "head");
    }

    private static double accuracy(Head head) {
        float[][] vectors = vectors(2);
        int[] topics = topics(vectors);
        float[] scores = new float[3];
        return IntStream.range(0, POSTS)
                        .filter(i -> {
                            head.score(vectors[i], scores);
                            return Calibration.best(scores) == topics[i];
                        })
                        .count()
                / (double) POSTS;
    }

    @Test
    void learnsWhatNoLinearModelCan() {
        assertThat(accuracy(learn(1, IntStream.range(0, POSTS).toArray()))).isGreaterThan(0.9);
    }

    @Test
    void sameSeedGivesTheSameBits() {
        int[] all = IntStream.range(0, POSTS).toArray();
        Head one = learn(1, all);
        Head two = learn(1, all);
        Head three = learn(2, all);
        assertThat(two.hidden()).isEqualTo(one.hidden());
        assertThat(two.output()).isEqualTo(one.output());
        assertThat(three.hidden()).isNotEqualTo(one.hidden());
    }

    @Test
    void fewPostsAreABatch() {
        float[] scores = new float[3];
        learn(1, new int[] {0, 1, 2, 2, 2}).score(vectors(1)[0], scores);
        assertThat(scores).doesNotContain(Float.NaN);
    }

    @Test
    void theMeanOfHeadsScoresTheMean() {
        int[] all = IntStream.range(0, POSTS).toArray();
        List<Head> heads = List.of(learn(1, all), learn(2, all), learn(3, all));
        Head mean = Head.mean(heads);
        for (float[] vector : vectors(3)) {
            float[] expected = new float[3];
            float[] own = new float[3];
            for (Head head : heads) {
                head.score(vector, own);
                for (int topic = 0; topic < 3; topic++) {
                    expected[topic] += own[topic] / 3;
                }
            }
            mean.score(vector, own);
            assertThat(own).containsExactly(expected, within(1e-3f));
        }
    }

    @Test
    void aVectorOfAnotherLengthIsRefused() {
        Head head = learn(1, new int[] {0, 1, 2});
        assertThatThrownBy(() -> head.score(new float[SIZE - 1], new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the vector has 9 numbers but the head reads 10");
    }

    @Test
    void productsHoldForAnyShape() {
        Random random = new Random(4);
        for (int round = 0; round < 50; round++) {
            int rows = 1 + random.nextInt(5);
            int inner = 1 + random.nextInt(20);
            int columns = 1 + random.nextInt(9);
            float[] a = random(random, rows * inner);
            float[] b = random(random, inner * columns);
            float[] c = random(random, rows * columns);
            Matrices.multiply(a, b, c, rows, inner, columns);
            float[] transposed = Matrices.transpose(b, inner);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    float sum = 0;
                    for (int i = 0; i < inner; i++) {
                        sum += a[row * inner + i] * transposed[column * inner + i];
                    }
                    assertThat(c[row * columns + column]).isCloseTo(sum, within(1e-4f));
                }
            }
        }
    }

    private static float[] random(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
