package tidings.alarms;

/// The states that CloudWatch knows.
enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA
}
