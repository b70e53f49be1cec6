package tidings.categorizer;

import org.junit.jupiter.api.Test;
import tidings.domain.Certainty;
import tidings.topics.TopicHead;

import static org.assertj.core.api.Assertions.assertThat;

/// The words for confidences mean what was measured of the head that is shipped.
class CertaintyTest {
    private static final TopicHead HEAD = TopicHead.load();

    /// The bounds are in hundredths.
    private static Certainty of(float bound, double hundredths) {
        return Certainty.of(Math.round(100 * bound) / 100.0 + hundredths / 100);
    }

    @Test
    void eachBoundIsTheFittedOne() {
        assertThat(of(HEAD.sure(), 0)).isEqualTo(Certainty.SURE);
        assertThat(of(HEAD.sure(), -0.1)).isEqualTo(Certainty.PROBABLY);
        assertThat(of(HEAD.probably(), 0)).isEqualTo(Certainty.PROBABLY);
        assertThat(of(HEAD.probably(), -0.1)).isEqualTo(Certainty.UNSURE);
    }
}
