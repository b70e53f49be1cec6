package tidings.loadtest.budgets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Every gate over the kept results, as a share of its limit: 1 is the limit, above it is over.
final class History {
    private static final int WIDTH = 1_100;
    private static final int HEIGHT = 700;

    private History() {}

    /// Nothing is written while no result is kept.
    static Optional<Path> draw(List<Gate> gates, Map<String, List<Result>> kept, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Measured ÷ allowed")
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setDatePattern("MM-dd HH:mm").setYAxisMin(0.0);
        boolean empty = true;
        for (Gate gate : gates) {
            List<Date> times = new ArrayList<>();
            List<Double> shares = new ArrayList<>();
            for (Result result : kept.getOrDefault(gate.tool(), List.of())) {
                gate.measured(result).ifPresent(seen -> {
                    times.add(Date.from(Instant.parse(result.at())));
                    shares.add(gate.atMost() == null ? gate.limit() / seen.median() : seen.median() / gate.limit());
                });
            }
            if (!times.isEmpty()) {
                empty = false;
                chart.addSeries(gate.what(), times, shares).setMarker(SeriesMarkers.CIRCLE);
            }
        }
        if (empty) {
            return Optional.empty();
        }
        return Optional.of(Files.write(file, ChartEncoder.getBytes(chart, "svg")));
    }
}
