package tidings.localstack.cloudwatch;

import java.util.Arrays;
import java.util.List;

/// The state of an alarm whose metric has no value in some periods
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html).
enum MissingData {
    BREACHING("breaching"),
    NOT_BREACHING("notBreaching"),
    IGNORE("ignore"),
    MISSING("missing");

    /// When values are missing, CloudWatch looks further back than the evaluated periods; how far is not public.
    static final int FURTHER = 2;

    private final String word;

    MissingData(String word) {
        this.word = word;
    }

    static MissingData of(String word) {
        return Arrays.stream(values())
                .filter(known -> known.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown treatment of missing data " + word
                        + "; known are breaching, ignore, missing, notBreaching"));
    }

    /// @param points for the newest periods with a value, oldest first: whether each breaches; at most as many as
    ///     are evaluated
    /// @param evaluated of how many periods
    /// @param breaching so many put it into ALARM
    AlarmState judge(List<Boolean> points, int evaluated, int breaching, AlarmState current) {
        int bad = (int) points.stream().filter(point -> point).count();
        int unknown = evaluated - points.size();
        return switch (this) {
            case BREACHING -> bad + unknown >= breaching ? AlarmState.ALARM : AlarmState.OK;
            case NOT_BREACHING -> bad >= breaching ? AlarmState.ALARM : AlarmState.OK;
            case IGNORE -> {
                if (bad >= breaching) {
                    yield AlarmState.ALARM;
                }
                yield bad + unknown < breaching ? AlarmState.OK : current;
            }
            case MISSING -> {
                if (points.isEmpty()) {
                    yield AlarmState.INSUFFICIENT_DATA;
                }
                yield bad >= Math.min(breaching, points.size()) ? AlarmState.ALARM : AlarmState.OK;
            }
        };
    }
}
