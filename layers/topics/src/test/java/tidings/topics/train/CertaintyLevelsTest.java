package tidings.topics.train;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tidings.topics.model.Calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Of three topics the first has the best score; the larger the margin, the more often it is right.
class CertaintyLevelsTest {
    private static final Calibration CALIBRATION = new Calibration(
            1,
            new Calibration.ConfidenceCurve(new float[] {1, 1, 1}, new float[3], new float[] {0, 0.5f, 1}),
            0,
            new Calibration.Prior(1, 1, 1, 1, 1, new float[18], null));

    private static Scored scored(long seed, int posts, double least) {
        Random random = new Random(seed);
        float[][] scores = new float[posts][];
        int[] topics = new int[posts];
        for (int i = 0; i < posts; i++) {
            float margin = random.nextFloat();
            scores[i] = new float[] {1 + margin, 1, 0};
            topics[i] = random.nextDouble() < least + (1 - least) * margin ? 0 : 1 + random.nextInt(2);
        }
        String[] any = new String[posts];
        Arrays.fill(any, "a");
        return new Scored(scores, topics, any, any);
    }

    @Test
    void levelsMeanOnOtherPostsWhatTheyWereFittedFor() {
        CertaintyLevels levels = CertaintyLevels.fit(scored(1, 20_000, 0.3), CALIBRATION);
        Scored others = scored(2, 20_000, 0.3);
        // A hundredth of confidence is a twentieth of the posts. Of 23 % with margins from 0.77 on, 92 % are right; of
        // 54 % with margins from 0.23 to there, 65 %.
        CertaintyLevels.Meaning sure = levels.sure(CertaintyLevels.answers(others, CALIBRATION));
        assertThat(sure.share()).isCloseTo(0.23, within(0.05));
        assertThat(sure.right()).isCloseTo(0.92, within(0.02));
        CertaintyLevels.Meaning probably = levels.probably(CertaintyLevels.answers(others, CALIBRATION));
        assertThat(probably.share()).isCloseTo(0.54, within(0.05));
        assertThat(probably.right()).isCloseTo(0.65, within(0.05));
        // Of the rest, the first is right for 38 %, the second for half of the others.
        CertaintyLevels.Meaning notSure = levels.notSure(CertaintyLevels.answers(others, CALIBRATION));
        assertThat(notSure.share()).isCloseTo(1 - sure.share() - probably.share(), within(1e-9));
        assertThat(notSure.right()).isCloseTo(0.69, within(0.03));
    }

    @Test
    void nothingIsSureWhereTooLittleIsRight() {
        Scored scored = scored(3, 500, 0);
        Arrays.fill(scored.topics(), 2);
        CertaintyLevels levels = CertaintyLevels.fit(scored, CALIBRATION);
        assertThat(levels.sure(CertaintyLevels.answers(scored, CALIBRATION)).share())
                .isZero();
        assertThat(levels.probably(CertaintyLevels.answers(scored, CALIBRATION)).share())
                .isZero();
        assertThat(levels.notSure(CertaintyLevels.answers(scored, CALIBRATION)))
                .isEqualTo(new CertaintyLevels.Meaning(1, 0));
    }
}
