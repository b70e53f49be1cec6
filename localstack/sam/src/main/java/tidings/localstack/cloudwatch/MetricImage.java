package tidings.localstack.cloudwatch;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// A widget as a PNG image.
final class MetricImage {
    private static final Color LIMIT = new Color(0xD6, 0x27, 0x28);

    private MetricImage() {}

    static byte[] png(MetricWidget widget, MetricWidget.Drawn drawn, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(widget.title())
                .yAxisTitle(widget.unit())
                .build();
        chart.getStyler()
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendBorderColor(Color.WHITE);
        chart.getStyler().setDatePattern("HH:mm").setYAxisMin(0.0);
        Instant start = drawn.grid().start(0);
        Instant end = drawn.grid().end();
        chart.getStyler().setXAxisMin((double) start.toEpochMilli()).setXAxisMax((double) end.toEpochMilli());
        boolean empty = true;
        for (TimeSeries line : drawn.lines()) {
            List<Date> times = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < line.values().length; i++) {
                if (!Double.isNaN(line.values()[i])) {
                    times.add(Date.from(drawn.grid().start(i)));
                    values.add(line.values()[i]);
                }
            }
            if (!values.isEmpty()) {
                empty = false;
                XYSeries series = chart.addSeries(name(chart, line.label()), times, values);
                series.setMarker(values.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            }
        }
        widget.limits().forEach((label, value) -> limit(chart, label, value, start, end));
        if (empty) {
            chart.setTitle(widget.title() + " (no data)");
            limit(chart, " ", 0, start, end);
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot draw " + widget.title(), e);
        }
    }

    private static void limit(XYChart chart, String label, double value, Instant start, Instant end) {
        XYSeries limit =
                chart.addSeries(name(chart, label), List.of(Date.from(start), Date.from(end)), List.of(value, value));
        limit.setMarker(SeriesMarkers.NONE);
        limit.setLineColor(LIMIT);
        limit.setLineStyle(new BasicStroke(1));
    }

    /// A chart needs a unique name for each line.
    private static String name(XYChart chart, String label) {
        String name = label.isBlank() ? " " : label;
        while (chart.getSeries(name) != null) {
            name += " ";
        }
        return name;
    }
}
