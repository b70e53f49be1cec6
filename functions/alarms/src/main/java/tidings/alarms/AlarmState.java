package tidings.alarms;

/// The states of an alarm in CloudWatch.
enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA;

    /// Any other word says no more than that something has changed.
    static AlarmState of(String name) {
        return switch (name) {
            case "OK" -> OK;
            case "ALARM" -> ALARM;
            default -> INSUFFICIENT_DATA;
        };
    }
}
