package tidings.localstack.cloudwatch;

/// A query of an alarm or of a widget: a metric, or an expression over other queries.
///
/// @param shown whether it is returned, not only the input of an expression
record MetricQuery(String id, String label, boolean shown, Source source) {
    sealed interface Source {
        record Stored(Metric metric, Statistic statistic) implements Source {}

        /// @param text as it was written
        record Computed(String text, Expression expression) implements Source {
            static Computed of(String text) {
                return new Computed(text, Expression.parse(text));
            }
        }
    }
}
