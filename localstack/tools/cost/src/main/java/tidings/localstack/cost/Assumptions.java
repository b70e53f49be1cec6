package tidings.localstack.cost;

import java.util.Map;

/// What the template cannot say of a month, and of an update: `assumptions.yaml`, which explains each.
record Assumptions(
        int hoursAMonth,
        int pollsOfAnIdleQueueAMinute,
        double cacheGigabytes,
        int outcomesOfAVariable,
        double tracedShare,
        double logKilobytesACall,
        double kilobytesOutAnUpdate,
        double cacheCommandsAnUpdate,
        double itemsWrittenAnUpdate,
        double itemsReadAnUpdate,
        Map<String, Work> functions) {
    /// @param calls of the function for each update
    /// @param millis that a call is billed
    record Work(double calls, double millis) {}

    Work of(String function) {
        if (!functions.containsKey(function)) {
            throw new IllegalStateException("assumptions.yaml says nothing of " + function
                    + ": how often does an update wake it, for how long?");
        }
        return functions.get(function);
    }
}
