package tidings.topics.train;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.topics.PostText;
import tidings.topics.model.EncodedModel;
import tidings.topics.model.EncodedModelFile;
import tidings.topics.model.ModelFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Four topics; the words of a post tell its topic half of the time, its vector nearly always.
class FusionTest {
    private static final TrainingProgress SILENT =
            new TrainingProgress(new PrintStream(OutputStream.nullOutputStream()), InstantSource.system());
    private static final List<String> TOPICS = List.of("music", "science", "sports", "vehicles");
    private static final Hyperparameters PARAMETERS = new Hyperparameters(500_000, 2, 0.04f, 1);
    private static final Fusion FUSION = new Fusion(new HeadTrainer.Settings(16, 10, 0.01f, 0.1f, 0.001f, 1), SILENT);
    private static final Training.Trained TRAINED = new Training(PARAMETERS, SILENT).train(posts(1, 1_600, ""), TOPICS);
    private static final Fusion.Fused FUSED = FUSION.fit(TRAINED, "v", vectors(TRAINED.all(), FusionTest::telling));
    private static final EncodedModel MODEL = FUSED.model();

    @TempDir
    Path folder;

    private static List<LabelledPost> posts(long seed, int count, String other) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    String topic = TOPICS.get(i % 4);
                    String word = random.nextBoolean() ? topic.substring(0, 3) + random.nextInt(9) : "thing";
                    PostText text = new PostText("my " + word + " " + random.nextInt(1_000_000), "", "self");
                    return new LabelledPost(other + topic + random.nextInt(10), topic, text, "self", "", "invented");
                })
                .toList();
    }

    private static float[][] vectors(List<LabelledPost> posts, Function<LabelledPost, float[]> encoder) {
        return posts.stream().map(encoder).toArray(float[][]::new);
    }

    private static float[] telling(LabelledPost post) {
        float[] vector = noise(post);
        vector[TOPICS.indexOf(post.topic())] += 0.4f;
        return unit(vector);
    }

    private static float[] noise(LabelledPost post) {
        Random random = new Random(post.text().hashCode());
        float[] vector = new float[8];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (0.2 * random.nextGaussian());
        }
        return unit(vector);
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    /// The accuracy on posts of new subreddits, by words alone and with the vectors.
    private static double[] accuracies(EncodedModel model, Function<LabelledPost, float[]> encoder) {
        List<LabelledPost> posts = posts(2, 800, "new");
        Scored words = Scored.of(posts, TRAINED.model(), SILENT);
        Scored both = words.plus(model, vectors(posts, encoder));
        return new double[] {
            Measures.of(words, TRAINED.model().calibration()).accuracy(),
            Measures.of(both, model.calibration()).accuracy()
        };
    }

    @Test
    void vectorsThatTellTheTopicHelp() {
        double[] accuracies = accuracies(MODEL, FusionTest::telling);
        assertThat(accuracies[1]).isGreaterThan(accuracies[0] + 0.1);
    }

    @Test
    void vectorsThatTellNothingHardlyHarm() {
        EncodedModel model = FUSION.fit(TRAINED, "v", vectors(TRAINED.all(), FusionTest::noise))
                .model();
        double[] accuracies = accuracies(model, FusionTest::noise);
        assertThat(accuracies[1]).isGreaterThan(accuracies[0] - 0.02);
        assertThat(model.weight()).isLessThan(MODEL.weight() / 4);
    }

    @Test
    void theConfidenceIsWhatIsRightOnNewSubreddits() {
        List<LabelledPost> posts = posts(3, 2_000, "new");
        Scored both = Scored.of(posts, TRAINED.model(), SILENT).plus(MODEL, vectors(posts, FusionTest::telling));
        assertThat(Measures.of(both, MODEL.calibration()).calibrationError()).isLessThan(0.05);
    }

    @Test
    void sameVectorsGiveTheSameBytes() {
        byte[] once = EncodedModelFile.write(MODEL);
        byte[] again = EncodedModelFile.write(FUSION.fit(TRAINED, "v", vectors(TRAINED.all(), FusionTest::telling))
                .model());
        assertThat(again).isEqualTo(once);
    }

    @Test
    void postsWithoutVectorsAreLeftOut() {
        float[][] half = vectors(TRAINED.all(), FusionTest::telling);
        for (int i = 0; i < half.length; i += 2) {
            half[i] = null;
        }
        double[] accuracies = accuracies(FUSION.fit(TRAINED, "v", half).model(), FusionTest::telling);
        assertThat(accuracies[1]).isGreaterThan(accuracies[0] + 0.05);
    }

    @Test
    void withoutAnyVectorItSaysSo() {
        assertThatThrownBy(
                        () -> FUSION.fit(TRAINED, "v", new float[TRAINED.all().size()][]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("none of the posts has a vector: encode them first");
    }

    @Test
    void aModelThatWasWrittenIsReadAgain() {
        byte[] bytes = EncodedModelFile.write(MODEL);
        EncodedModel read = EncodedModelFile.read(bytes, "a.head");
        assertThat(EncodedModelFile.write(read)).isEqualTo(bytes);
        assertThat(read.ngrams()).isEqualTo(ModelFile.version(ModelFile.write(TRAINED.model())));
        assertThat(accuracies(read, FusionTest::telling)[1])
                .isGreaterThan(accuracies(MODEL, FusionTest::telling)[1] - 0.005);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 14, 17, 40, 200, 1_000, -5, -1})
    void damageIsNamedWhereverItIs(int place) {
        byte[] bytes = EncodedModelFile.write(MODEL);
        bytes[Math.floorMod(place, bytes.length)] ^= 4;
        assertThatThrownBy(() -> EncodedModelFile.read(bytes, "a.head"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a.head ");
        byte[] cut = Arrays.copyOf(bytes, Math.floorMod(place, bytes.length));
        assertThatThrownBy(() -> EncodedModelFile.read(cut, "a.head"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a.head ");
    }

    @Test
    void theTableHasEachFigureWithoutAndWithTheEncoder() throws IOException {
        List<LabelledPost> unseen = posts(2, 800, "new");
        Holdout holdout = new Holdout(List.of(), posts(4, 400, ""), Map.of("invented", unseen));
        List<LabelledPost> names = NameLearning.posts(unseen, TRAINED.model().names());
        Map<PostText, LabelledPost> all = new HashMap<>();
        holdout.known().forEach(post -> all.put(post.text(), post));
        unseen.forEach(post -> all.put(post.text(), post));
        names.forEach(post -> all.put(post.text(), post));
        String table;
        try (VectorCache vectors = new VectorCache(folder, "v", 8)) {
            for (LabelledPost post : all.values()) {
                vectors.put(post.text(), telling(post));
            }
            table = EncoderEvaluation.table(
                    holdout, TRAINED.model(), FUSED, names, vectors, Optional.of(folder.resolve("plot.svg")), SILENT);
        }
        assertThat(table)
                .contains("| known subreddits, other posts | 400 |", "| unseen subreddits, invented | 800 |")
                .contains(
                        "| yes | 0 |",
                        "| no | 5 |",
                        "| text alone, without | 0.",
                        "| name and 5 other posts, with | 0.")
                .contains("| 25 other posts | ", "| music | 0.", "| vehicles | 0.")
                .doesNotContain("NaN");
        assertThat(Files.readString(folder.resolve("plot.svg")))
                .contains("<polyline", "<circle", "without the encoder")
                .doesNotContain("NaN")
                .endsWith("</svg>\n");
    }

    @Test
    void theErrorOfADifferenceCountsSubredditsNotPosts() {
        // Two subreddits, one of which gained on all posts and one on none.
        int posts = 400;
        float[][] before = new float[posts][];
        float[][] after = new float[posts][];
        String[] subreddits = new String[posts];
        for (int i = 0; i < posts; i++) {
            subreddits[i] = i % 2 == 0 ? "a" : "b";
            before[i] = new float[] {0, 1};
            after[i] = i % 2 == 0 ? new float[] {1, 0} : new float[] {0, 1};
        }
        Scored one = new Scored(before, new int[posts], subreddits, subreddits);
        Scored other = new Scored(after, new int[posts], subreddits, subreddits);
        assertThat(EncoderTable.error(one, other)).isBetween(0.35, 0.36);
        assertThat(EncoderTable.error(one, one)).isZero();
    }
}
