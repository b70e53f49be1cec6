package tidings.simulator;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;

/// CloudWatch as the alarms function sees it: alarms that ring and are over.
///
/// @param queue that it tells
record Incidents(VirtualTime time, Random random, Account account, SimulatedQueue queue) {
    private static final long MINUTE = 60_000;

    private static final DateTimeFormatter ALARM_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);

    /// Lets some ring now and then.
    void plan(long day) {
        for (long at = 10 * MINUTE; at < day; at += 20 * MINUTE + random.nextLong(40 * MINUTE)) {
            time.at(at, this::ring);
        }
    }

    /// One alarm or several; each is over after a while.
    private void ring() {
        int several = random.nextInt(3) == 0 ? 5 : 1;
        for (int i = 0; i < several; i++) {
            String number = "%d-%d".formatted(time.now(), i);
            time.after(random.nextInt(5_000), () -> {
                account.ring("Symptom " + number);
                alarm(number, "ALARM");
            });
            time.after(5 * MINUTE + random.nextLong(5 * MINUTE), () -> alarm(number, "OK"));
        }
    }

    private void alarm(String number, String state) {
        String body = """
                {"AlarmName": "tidings-Drill%sAlarm", "AlarmDescription": "Symptom %s.\\nFirst: look.\\nRunbook: x",
                 "NewStateValue": "%s", "NewStateReason": "Threshold crossed", "StateChangeTime": "%s",
                 "Trigger": {"MetricName": "Errors", "Namespace": "AWS/Lambda", "Statistic": "SUM", "Dimensions": [],
                             "Period": 60, "Threshold": 0.0}}""".formatted(number, number, state, ALARM_TIME.format(time.instant()));
        queue.send(body, null, null, Map.of());
    }
}
