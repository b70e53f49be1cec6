package tidings.settings;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What AWS reports about this deployment through APIs that cannot be reached from inside the VPC.
///
/// @param at when it was read
/// @param lastHour totals or averages of the hour before `at` by name; a series without data is absent
public record Insights(Instant at, Cache cache, Map<String, Double> lastHour) {
    /// The serverless cache.
    ///
    /// @param status ElastiCache's own word, such as `available`; `unknown` where there is no serverless cache
    /// @param maxDataGigabytes usage limit of stored data
    /// @param maxEcpusPerSecond usage limit of ElastiCache processing units
    public record Cache(String status, Optional<Integer> maxDataGigabytes, Optional<Integer> maxEcpusPerSecond) {
        public static final Cache UNKNOWN = new Cache("unknown", Optional.empty(), Optional.empty());
    }

    /// The hour before `at`, kept for a month.
    public record Sample(Instant at, Map<String, Double> numbers) {}

    public Insights {
        lastHour = Map.copyOf(lastHour);
    }
}
