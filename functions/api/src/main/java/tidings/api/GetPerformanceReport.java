package tidings.api;

import java.util.List;
import java.util.Map;
import tidings.aws.HttpResponse;

/// Budgets and suggestions, to read or to keep.
record GetPerformanceReport(Performance performance) implements Route {
    private static final List<String> TYPES = List.of("application/json", "text/html", "text/markdown");

    @Override
    public Operation operation() {
        return new Operation("GET", "/performance/report", Access.OPERATOR);
    }

    @Override
    public List<String> types() {
        return TYPES;
    }

    @Override
    public HttpResponse handle(Request request) {
        Performance.Report report = performance.report();
        return switch (MediaTypes.best(request, TYPES)) {
            case "text/html" -> text("text/html", ReportText.html(report));
            case "text/markdown" -> text("text/markdown", ReportText.markdown(report));
            default -> HttpResponse.json(200, report);
        };
    }

    private static HttpResponse text(String type, String text) {
        return new HttpResponse(
                200, Map.of("content-type", type + "; charset=utf-8", "cache-control", "no-store"), text, false);
    }
}
