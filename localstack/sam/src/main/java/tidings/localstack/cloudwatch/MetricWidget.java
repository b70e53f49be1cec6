package tidings.localstack.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// A metric widget, of a dashboard or on its own
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html).
///
/// @param unit what the axis counts
/// @param limits values of the horizontal annotations, by label
record MetricWidget(
        String title,
        List<MetricQuery> queries,
        Duration period,
        Duration span,
        String unit,
        OptionalDouble max,
        boolean stacked,
        Map<String, Double> limits) {
    private static final int DEFAULT_PERIOD = 300;
    private static final Duration DEFAULT_SPAN = Duration.ofHours(3);

    /// The span is shortened so that no more points are drawn.
    private static final int MAX_POINTS = 400;

    /// A widget with its values.
    record Drawn(Periods grid, List<TimeSeries> lines) {}

    /// @param properties as in the body of a dashboard or of an image request
    static MetricWidget read(JsonNode properties) {
        String stat = properties.path("stat").asText("Average");
        List<MetricQuery> queries = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (JsonNode row : properties.path("metrics")) {
            queries.add(query(row, before, stat, "q" + queries.size()));
        }
        JsonNode axis = properties.path("yAxis").path("left");
        Map<String, Double> limits = new HashMap<>();
        properties
                .path("annotations")
                .path("horizontal")
                .forEach(line -> limits.put(
                        line.path("label").asText(""), line.path("value").asDouble()));
        Duration period = Duration.ofSeconds(properties.path("period").asLong(longestPeriod(properties)));
        return new MetricWidget(
                properties.path("title").asText(""),
                queries,
                period,
                properties.has("start")
                        ? Duration.parse(properties.path("start").asText().substring(1))
                        : DEFAULT_SPAN,
                axis.path("label").asText(""),
                axis.has("max") ? OptionalDouble.of(axis.path("max").asDouble()) : OptionalDouble.empty(),
                properties.path("stacked").asBoolean(false),
                limits);
    }

    private static long longestPeriod(JsonNode properties) {
        long longest = 0;
        for (JsonNode row : properties.path("metrics")) {
            longest = Math.max(longest, row.path(row.size() - 1).path("period").asLong(0));
        }
        return longest == 0 ? DEFAULT_PERIOD : longest;
    }

    /// @param before the fields of the previous row, which `.` repeats
    private static MetricQuery query(JsonNode row, List<String> before, String widgetStat, String otherwise) {
        List<String> words = new ArrayList<>();
        JsonNode options = row.path(row.size() - 1).isObject() ? row.get(row.size() - 1) : row.path(-1);
        for (JsonNode word : row) {
            if (word.isTextual()) {
                words.add(word.asText().equals(".") ? before.get(words.size()) : word.asText());
            }
        }
        String id = options.path("id").asText(otherwise);
        boolean shown = options.path("visible").asBoolean(true);
        if (options.has("expression")) {
            return new MetricQuery(
                    id,
                    options.path("label").asText(id),
                    shown,
                    MetricQuery.Source.Computed.of(options.path("expression").asText()));
        }
        before.clear();
        before.addAll(words);
        Map<String, String> dimensions = new HashMap<>();
        for (int i = 2; i + 1 < words.size(); i += 2) {
            dimensions.put(words.get(i), words.get(i + 1));
        }
        return new MetricQuery(
                id,
                options.path("label").asText(words.get(1)),
                shown,
                new MetricQuery.Source.Stored(
                        new Metric(words.get(0), words.get(1), dimensions),
                        new Statistic(options.path("stat").asText(widgetStat))));
    }

    Drawn draw(MetricStore store, Instant now, Duration wanted) {
        long points = Math.clamp(wanted.dividedBy(period), 1, MAX_POINTS);
        Periods grid = Periods.before(now, period, (int) points);
        AlarmEvaluation evaluation = new AlarmEvaluation(store, grid, queries);
        List<TimeSeries> lines = queries.stream()
                .filter(MetricQuery::shown)
                .flatMap(query -> evaluation.lines(query).stream())
                .toList();
        return new Drawn(grid, lines);
    }
}
