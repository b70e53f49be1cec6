package tidings.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tidings.aws.HttpResponse;

/// Whether all is well, and which budgets are broken.
record GetPerformanceStatus(Performance performance) implements Route {
    private record Status(
            Instant timestamp,
            Health.Readiness status,
            int score,
            Map<String, Double> latencies,
            List<Budget> broken,
            int suggestions) {}

    @Override
    public Operation operation() {
        return new Operation("GET", "/performance/status", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        Performance.Report report = performance.report();
        return HttpResponse.json(
                200,
                new Status(
                        report.timestamp(),
                        report.status(),
                        report.score(),
                        report.latencies(),
                        report.budgets().stream()
                                .filter(budget -> !budget.isKept())
                                .toList(),
                        report.suggestions().size()));
    }
}
