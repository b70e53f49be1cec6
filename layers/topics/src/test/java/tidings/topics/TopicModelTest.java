package tidings.topics;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TopicModelTest {
    private static final TopicModel MODEL = TopicModel.load();

    @ParameterizedTest
    @CsvSource({
        "How do I concatenate two lists in Python without a loop, programming",
        "My cat sleeps on the sofa again, animals-pets",
        "Slow cooker pulled pork with home made barbecue sauce, food-drink",
        "Which guitar amp for practising in a small flat?, music",
        "Telescope picture of the moons of Jupiter, science",
        "First 5k run after three months of training, fitness-nutrition",
    })
    void classifiesPlainTitles(String title, String topic) {
        assertThat(best(new PostText(title, "", "self"))).isEqualTo(topic);
    }

    @Test
    void hasTheTopicsOfTheTaxonomyInTheSameOrder() {
        List<String> ids = Taxonomy.load().all().stream().map(Topic::id).toList();
        assertThat(MODEL.topics()).isEqualTo(ids.subList(0, ids.size() - 1));
    }

    static List<PostText> strangePosts() {
        return List.of(
                new PostText("", "", ""),
                new PostText("x", "", ""),
                new PostText("'", "", "."),
                new PostText("guitar ".repeat(6_000), "music ".repeat(7_000), ""),
                new PostText("g".repeat(40_000), "", ""),
                new PostText("!?".repeat(20_000), "", "a.".repeat(20_000)),
                new PostText("😀🎸🏳️‍🌈👨‍👩‍👧", "🎉🎉", ""),
                new PostText("\uD83D", "\uDE00 lone halves", ""),
                new PostText("كيف أتعلم العزف على الجيتار؟", "\u202Eשלום עולם\u202C", ""),
                new PostText("我应该学哪种编程语言？", "谢谢", ""),
                new PostText("<b>Java</b> &amp; <script>alert(1)</script>", "<p>", "a.b.c.d.example"),
                new PostText("gui\u200Btar\u200D \uFEFFstrings", "\u0000\u0001\n\t", "..."));
    }

    @ParameterizedTest
    @MethodSource("strangePosts")
    void classifiesAnyText(PostText post) {
        float[] probabilities = probabilities(post);
        double sum = 0;
        for (float probability : probabilities) {
            assertThat(probability).isBetween(0f, 1f);
            sum += probability;
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat(MODEL.explain(post).topic()).isEqualTo(best(post));
        Classification classification = new TopicClassifier(MODEL).classify(post, TopicContext.NONE);
        assertThat(classification.topic()).isIn(classification.likeliest(), Taxonomy.OTHER);
    }

    @Test
    void zeroWidthCharactersDoNotSplitWords() {
        assertThat(probabilities(new PostText("gui\u200Btar stri\u200Dngs", "", "")))
                .isEqualTo(probabilities(new PostText("guitar strings", "", "")));
    }

    @Test
    void aCurlyApostropheIsAnApostrophe() {
        assertThat(probabilities(new PostText("The world’s end", "", "")))
                .isEqualTo(probabilities(new PostText("The world's end", "", "")));
    }

    @Test
    void ignoresTheSubredditInTheDomain() {
        assertThat(probabilities(new PostText("Look at this", "", "self.guitar")))
                .isEqualTo(probabilities(new PostText("Look at this", "", "self")));
    }

    @Test
    void manyThreadsGetTheSameProbabilities() throws InterruptedException, ExecutionException {
        List<PostText> posts = strangePosts();
        float[][] alone = new float[posts.size()][];
        Arrays.setAll(alone, i -> probabilities(posts.get(i)));
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Future<float[]>> answers = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                PostText post = posts.get(i % posts.size());
                answers.add(threads.submit(() -> probabilities(post)));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(alone[i % posts.size()]);
            }
        }
    }

    @Test
    void explainsWithTheDecisiveWords() {
        Explanation explanation = MODEL.explain(new PostText("New guitar day", "My first amp", "youtube.com"));
        assertThat(explanation.topic()).isEqualTo("music");
        assertThat(explanation.evidence().getFirst().text()).isEqualTo("guitar");
        assertThat(explanation.evidence().getFirst().weight()).isPositive();
        assertThat(explanation.evidence())
                .extracting(Explanation.Evidence::source)
                .contains(Explanation.EvidenceSource.TITLE, Explanation.EvidenceSource.BODY);
    }

    @Test
    void anErrorNamesTheInvalidFileAndItsDefect() throws IOException {
        byte[] file = shipped();
        byte[] flipped = file.clone();
        flipped[file.length / 2] ^= 1;
        assertThatThrownBy(() -> TopicModel.read(flipped, "a.model"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a.model is corrupt: its checksum is");
        assertThatThrownBy(() -> TopicModel.read(Arrays.copyOf(file, file.length - 9), "a.model"))
                .hasMessageStartingWith("a.model is corrupt");
        assertThatThrownBy(() -> TopicModel.read(Arrays.copyOf(file, 20), "a.model"))
                .hasMessage("a.model is truncated after 20 bytes");
        assertThatThrownBy(() -> TopicModel.read(new byte[0], "a.model"))
                .hasMessageStartingWith("a.model is not a topic model");
        byte[] later = file.clone();
        later[18] = 99;
        assertThatThrownBy(() -> TopicModel.read(later, "a.model")).hasMessageContaining("a.model has format 99");
    }

    @Test
    void theVersionDependsOnTheContent() throws IOException {
        assertThat(TopicModel.read(shipped(), "shipped").version())
                .isEqualTo(MODEL.version())
                .matches("[0-9a-f]{8}");
    }

    private static byte[] shipped() throws IOException {
        try (InputStream in = TopicModel.class.getResourceAsStream("topics.model")) {
            return in.readAllBytes();
        }
    }

    private static float[] probabilities(PostText post) {
        float[] probabilities = new float[MODEL.topics().size()];
        MODEL.probabilities(post, probabilities);
        return probabilities;
    }

    private static String best(PostText post) {
        float[] probabilities = probabilities(post);
        int best = 0;
        for (int topic = 1; topic < probabilities.length; topic++) {
            if (probabilities[topic] > probabilities[best]) {
                best = topic;
            }
        }
        return MODEL.topics().get(best);
    }
}
