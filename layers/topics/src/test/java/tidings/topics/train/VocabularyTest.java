package tidings.topics.train;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidings.topics.PostText;

import static org.assertj.core.api.Assertions.assertThat;

class VocabularyTest {
    private static final TrainingProgress SILENT =
            new TrainingProgress(new PrintStream(OutputStream.nullOutputStream()), InstantSource.system());

    /// The number of style features, which are the same for every post without a title.
    private static final int STYLE =
            Vocabulary.count(List.of(post("a", "")), SILENT).size();

    private static LabelledPost post(String subreddit, String word) {
        return new LabelledPost(subreddit, "music", new PostText("", word, ""), "", "", "test");
    }

    private final Vocabulary vocabulary = Vocabulary.count(
            List.of(
                    post("a", "one"),
                    post("b", "one"),
                    post("a", "one"),
                    post("a", "two"),
                    post("b", "two"),
                    post("a", "three"),
                    post("b", "three"),
                    post("a", "four"),
                    post("a", "four"),
                    post("a", "four"),
                    post("a", "four")),
            SILENT);

    @Test
    void keepsFeaturesOfEnoughPostsAndSubreddits() {
        assertThat(vocabulary.size()).isEqualTo(STYLE + 4);
        assertThat(vocabulary.keep(1, 1, 100)).hasSize(STYLE + 4);
        assertThat(vocabulary.keep(2, 2, 100)).hasSize(STYLE + 3);
        assertThat(vocabulary.keep(3, 2, 100)).hasSize(STYLE + 1);
        assertThat(vocabulary.keep(4, 1, 100)).hasSize(STYLE + 1);
    }

    @Test
    void keepsTheMostFrequentFeaturesUpToTheLimit() {
        assertThat(vocabulary.keep(2, 2, STYLE + 2)).hasSize(STYLE + 2).contains(vocabulary.keep(3, 2, STYLE + 1));
    }
}
