package tidings.localstack.cloudwatch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An alarm as the template declares it.
sealed interface AlarmDefinition {
    /// The properties that all alarms have.
    ///
    /// @param id its logical id
    /// @param actions ARNs of topics, by the state that is published to them
    record Head(String id, String name, String arn, String description, Actions actions) {}

    record Actions(List<String> alarm, List<String> ok, List<String> insufficientData) {
        List<String> on(AlarmState state) {
            return switch (state) {
                case ALARM -> alarm;
                case OK -> ok;
                case INSUFFICIENT_DATA -> insufficientData;
            };
        }
    }

    Head head();

    /// @param single whether it was written as one metric, without a list of queries
    /// @param evaluated how many periods are evaluated; `breaching` of them put it into ALARM
    /// @param band the query of the anomaly band that is the threshold, unless that is a number
    record OfMetric(
            Head head,
            List<MetricQuery> queries,
            boolean single,
            Duration period,
            int evaluated,
            int breaching,
            Comparison comparison,
            double threshold,
            Optional<String> band,
            MissingData missingData)
            implements AlarmDefinition {
        /// The query that is compared.
        MetricQuery result() {
            return queries.stream()
                    .filter(query -> query.shown() && !band.equals(Optional.of(query.id())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(head.id() + " has no metric that it returns"));
        }
    }

    /// @param suppressor the alarm that suppresses actions, by name or ARN
    /// @param waiting how long to wait for the suppressor to go into ALARM, too
    /// @param extension how long actions stay suppressed after that
    record Composite(Head head, AlarmRule rule, Optional<String> suppressor, Duration waiting, Duration extension)
            implements AlarmDefinition {}
}
