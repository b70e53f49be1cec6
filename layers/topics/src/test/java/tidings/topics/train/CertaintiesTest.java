package tidings.topics.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidings.topics.model.Calibration.Certainty;
import tidings.topics.train.Calibrator.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CertaintiesTest {
    /// Topic 0 is right as often as a lead says; topic 1 half as often; no logistic curve is quite like either.
    private static double truth(int topic, float lead) {
        return (topic == 0 ? 1 : 0.5) * Math.min(1, 0.2 + lead);
    }

    private static List<Answer> answers(long seed, int count) {
        Random random = new Random(seed);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int topic = random.nextInt(2);
            float lead = random.nextFloat();
            answers.add(new Answer(topic, lead, random.nextDouble() < truth(topic, lead)));
        }
        return answers;
    }

    @Test
    void whatItClaimsTurnsOutOnOtherAnswers() {
        Certainty certainty = Certainties.of(answers(1, 40_000), 2);
        Reliability reliability = new Reliability();
        for (Answer answer : answers(2, 40_000)) {
            reliability.add(certainty.of(answer.best(), answer.lead()), answer.right());
        }
        assertThat(reliability.error()).isLessThan(0.02);
        assertThat(certainty.of(0, 0.5f)).isCloseTo(truth(0, 0.5f), within(0.06));
        assertThat(certainty.of(1, 0.5f)).isCloseTo(truth(1, 0.5f), within(0.06));
    }

    @Test
    void aLargerLeadIsNeverLessSure() {
        Certainty certainty = Certainties.of(answers(3, 300), 2);
        for (float lead = 0; lead < 3; lead += 0.01f) {
            assertThat(certainty.of(1, lead + 0.01f)).isGreaterThanOrEqualTo(certainty.of(1, lead));
        }
        assertThat(certainty.of(0, 1e9f)).isBetween(0.0, 1.0);
    }

    @Test
    void aTopicThatWasNeverAnsweredIsLikeTheOthers() {
        Certainty certainty = Certainties.of(answers(4, 5_000), 3);
        assertThat(certainty.of(2, 0.5f)).isBetween(certainty.of(1, 0.5f), certainty.of(0, 0.5f));
    }
}
