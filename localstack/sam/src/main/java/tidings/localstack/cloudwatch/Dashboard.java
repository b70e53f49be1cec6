package tidings.localstack.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.TemplateException;

/// A dashboard of the template with the current values of its widgets, as JSON for the page.
final class Dashboard {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final JsonNode body;
    private final Map<JsonNode, MetricWidget> widgets = new LinkedHashMap<>();

    private Dashboard(String name, JsonNode body) {
        this.name = name;
        this.body = body;
        for (JsonNode widget : body.path("widgets")) {
            if (widget.path("type").asText().equals("metric")) {
                widgets.put(widget, MetricWidget.read(widget.path("properties")));
            }
        }
    }

    /// @throws TemplateException when its body is not JSON, or has an unsupported metric or expression
    static Dashboard read(StackModel.Raw resource) {
        String body = resource.properties().fields().get("DashboardBody").text("DashboardBody");
        try {
            return new Dashboard(
                    resource.properties().fields().containsKey("DashboardName")
                            ? resource.properties()
                                    .fields()
                                    .get("DashboardName")
                                    .text("DashboardName")
                            : resource.id(),
                    JSON.readTree(body));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new TemplateException(resource.properties().place(), resource.id() + ": " + e.getMessage());
        }
    }

    /// The positions and texts of its widgets, and the series of those with metrics.
    ObjectNode json(MetricStore store, Instant now, Duration span) {
        ObjectNode dashboard = JSON.createObjectNode().put("name", name).put("now", now.toString());
        ArrayNode shown = dashboard.putArray("widgets");
        for (JsonNode widget : body.path("widgets")) {
            ObjectNode one = shown.addObject();
            for (String place : new String[] {"type", "x", "y", "width", "height"}) {
                one.set(place, widget.path(place));
            }
            one.put("title", widget.path("properties").path("title").asText(""));
            one.put("markdown", widget.path("properties").path("markdown").asText(""));
            if (widgets.containsKey(widget)) {
                lines(one, widgets.get(widget), store, now, span);
            }
        }
        return dashboard;
    }

    private static void lines(ObjectNode to, MetricWidget widget, MetricStore store, Instant now, Duration span) {
        MetricWidget.Drawn drawn = widget.draw(store, now, span);
        to.put("unit", widget.unit()).put("stacked", widget.stacked());
        widget.max().ifPresent(max -> to.put("max", max));
        ArrayNode times = to.putArray("times");
        for (int i = 0; i < drawn.grid().count(); i++) {
            times.add(drawn.grid().start(i).toEpochMilli());
        }
        ArrayNode lines = to.putArray("lines");
        for (TimeSeries line : drawn.lines()) {
            ArrayNode values = lines.addObject().put("label", line.label()).putArray("values");
            for (double value : line.values()) {
                if (Double.isNaN(value)) {
                    values.addNull();
                } else {
                    values.add(value);
                }
            }
        }
    }
}
