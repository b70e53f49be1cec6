package tidings.alarms;

import java.util.List;
import tidings.aws.Env;
import tidings.aws.QueueFunction;
import tidings.failures.FailureNotes;

/// Shows CloudWatch alarms, and what operators do about them, as cards in the operators' chat.
public final class AlarmsHandler extends QueueFunction<AlarmEvent> {
    private static final String SAMPLE = """
            {"AlarmName": "priming", "AlarmDescription": "Priming.", "NewStateValue": "ALARM",
             "NewStateReason": "Threshold Crossed", "StateChangeTime": "2026-11-21T13:03:39.123+0000",
             "Trigger": {"MetricName": "Errors", "Namespace": "AWS/Lambda", "Statistic": "SUM", "Dimensions": [],
                         "Period": 60, "Threshold": 0.0}}""";

    public AlarmsHandler() {
        AlarmsConfig config = AlarmsConfig.from(Env.system());
        super(
                config.alarms(),
                AlarmEvent::read,
                wiring -> FailureNotes.of(
                                wiring,
                                config.alarms().service(),
                                config.analysis().sourcesTable())
                        .role(Alarms.of(config, wiring)),
                List.of(SAMPLE));
    }
}
