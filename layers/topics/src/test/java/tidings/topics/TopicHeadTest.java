package tidings.topics;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The head that is shipped.
class TopicHeadTest {
    private static final TopicHead HEAD = TopicHead.load();

    private static byte[] shipped() throws IOException {
        try (InputStream in = TopicHead.class.getResourceAsStream("topics.head")) {
            return in.readAllBytes();
        }
    }

    @Test
    void fitsTheModelThatIsShipped() {
        String encoder = HEAD.model().encoder().replace(EncoderText.version(""), "");
        TextEncoder silent = new TextEncoder() {
            @Override
            public String version() {
                return encoder;
            }

            @Override
            public List<Optional<float[]>> vectors(List<String> texts) {
                return texts.stream().map(_ -> Optional.<float[]>empty()).toList();
            }
        };
        assertThatCode(() -> new TopicClassifier(TopicModel.load(), HEAD, silent))
                .doesNotThrowAnyException();
        assertThat(HEAD.model().head().inputs()).isEqualTo(384);
        assertThat(HEAD.model().head().bias())
                .hasSize(TopicModel.load().topics().size());
    }

    @Test
    void isSmall() throws IOException {
        assertThat(shipped().length).isLessThan(1_200_000);
    }

    @Test
    void itsLevelsAreInOrder() {
        assertThat(HEAD.probably()).isBetween(0.3f, HEAD.sure());
        assertThat(HEAD.sure()).isLessThan(1);
        assertThat(HEAD.model().levels().enough()).isBetween(HEAD.probably(), 1f);
    }

    @Test
    void theVersionDependsOnTheContent() throws IOException {
        assertThat(TopicHead.read(shipped(), "shipped").version())
                .isEqualTo(HEAD.version())
                .matches("[0-9a-f]{8}");
        byte[] damaged = shipped();
        damaged[damaged.length / 2] ^= 1;
        assertThatThrownBy(() -> TopicHead.read(damaged, "a.head"))
                .hasMessageStartingWith("a.head is corrupt: its checksum is");
    }
}
