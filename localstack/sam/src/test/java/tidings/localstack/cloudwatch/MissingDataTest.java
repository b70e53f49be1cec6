package tidings.localstack.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Of five periods, `0` is fine, `X` breaches, `-` has no value; the expected states are those of the tables in
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html.
class MissingDataTest {
    @ParameterizedTest
    @CsvSource({
        "0-X-X, OK, OK, OK, OK",
        "0----, OK, OK, OK, OK",
        "-----, INSUFFICIENT_DATA, KEPT, ALARM, OK",
        "0XX-X, ALARM, ALARM, ALARM, ALARM",
        "--X--, ALARM, KEPT, ALARM, OK"
    })
    void threeOfThreePeriodsHaveToBreach(
            String points, String missing, String ignore, String breaching, String notBreaching) {
        assertThat(judge(MissingData.MISSING, points, 3)).isEqualTo(missing);
        assertThat(judge(MissingData.IGNORE, points, 3)).isEqualTo(ignore);
        assertThat(judge(MissingData.BREACHING, points, 3)).isEqualTo(breaching);
        assertThat(judge(MissingData.NOT_BREACHING, points, 3)).isEqualTo(notBreaching);
    }

    @ParameterizedTest
    @CsvSource({
        "0-X-X, ALARM, ALARM, ALARM, ALARM",
        "00X0X, ALARM, ALARM, ALARM, ALARM",
        "0-X--, OK, KEPT, ALARM, OK",
        "----0, OK, KEPT, ALARM, OK",
        "---XX, ALARM, ALARM, ALARM, ALARM"
    })
    void twoOfThreePeriodsHaveToBreach(
            String points, String missing, String ignore, String breaching, String notBreaching) {
        assertThat(judge(MissingData.MISSING, points, 2)).isEqualTo(missing);
        assertThat(judge(MissingData.IGNORE, points, 2)).isEqualTo(ignore);
        assertThat(judge(MissingData.BREACHING, points, 2)).isEqualTo(breaching);
        assertThat(judge(MissingData.NOT_BREACHING, points, 2)).isEqualTo(notBreaching);
    }

    /// The state before is one that no judgement gives here, so that a kept one is seen.
    private static String judge(MissingData treatment, String drawn, int breaching) {
        List<Boolean> points = new ArrayList<>();
        for (int i = drawn.length() - 1; i >= 0 && points.size() < 3; i--) {
            if (drawn.charAt(i) != '-') {
                points.addFirst(drawn.charAt(i) == 'X');
            }
        }
        AlarmState fromAlarm = treatment.judge(points, 3, breaching, AlarmState.ALARM);
        AlarmState fromOk = treatment.judge(points, 3, breaching, AlarmState.OK);
        return fromAlarm == fromOk ? fromOk.name() : "KEPT";
    }
}
