package tidings.topics.train;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidings.topics.PostText;

import static org.assertj.core.api.Assertions.assertThat;

class VocabularyTest {
    private static final Progress SILENT =
            new Progress(new PrintStream(OutputStream.nullOutputStream()), InstantSource.system());

    private static LabelledPost post(String subreddit, String domain) {
        return new LabelledPost(subreddit, "music", new PostText("", "", domain), domain, "", "test");
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
    void keepsWhatOccursInEnoughPostsAndSubreddits() {
        assertThat(vocabulary.size()).isEqualTo(4);
        assertThat(vocabulary.keep(1, 1, 100)).hasSize(4);
        assertThat(vocabulary.keep(2, 2, 100)).hasSize(3);
        assertThat(vocabulary.keep(3, 2, 100)).hasSize(1);
        assertThat(vocabulary.keep(4, 1, 100)).hasSize(1);
    }

    @Test
    void fillsTheRoomThereIsWithTheMostFrequent() {
        assertThat(vocabulary.keep(2, 2, 2)).hasSize(2).contains(vocabulary.keep(3, 2, 2)[0]);
    }
}
