package tidings.localstack.cost;

import java.util.Map;

/// What neither the template nor a counted run of the local stack can say: `assumptions.yaml`, which explains each.
public record Assumptions(
        int hoursAMonth,
        int pollsOfAnIdleQueueAMinute,
        double cacheGigabytes,
        double tableGigabytes,
        int apiRequestsAMonth,
        int boardRequestsAMinute,
        double boardMillis,
        double boardKilobytes,
        double tracedShare,
        double kilobytesOutAnUpdate,
        double itemsWrittenAnUpdate,
        double itemsReadAnUpdate,
        Map<String, Double> scheduledMillis,
        Map<String, Double> metricsRead,
        Map<String, Double> metricsReadInUse,
        Map<String, Integer> queueRequests,
        Map<String, Double> waitMillis) {
    double scheduledMillis(String function) {
        if (!scheduledMillis.containsKey(function)) {
            throw new IllegalStateException(
                    "assumptions.yaml says nothing of " + function + ": for how many milliseconds does it run?");
        }
        return scheduledMillis.get(function);
    }

    double metricsReadByACall(String function) {
        return metricsRead.getOrDefault(function, 0.0);
    }

    double metricsReadByACallInUse(String function) {
        return metricsReadInUse.getOrDefault(function, 0.0);
    }

    int queueRequestsOfACall(String function) {
        return queueRequests.getOrDefault(function, 0);
    }

    double waitMillis(String function) {
        return waitMillis.getOrDefault(function, 0.0);
    }
}
