package tidings.alarms;

/// The states of an alarm in CloudWatch.
enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA
}
