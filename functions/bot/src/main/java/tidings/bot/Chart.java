package tidings.bot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.PieSeries;
import org.knowm.xchart.style.Styler;
import tidings.store.TopicWeek;
import tidings.telegram.Texts;

/// Draws topics and hours beside each other. Needs neither a screen nor fonts of the system: the runtime of AWS
/// has none. Nothing here is loaded before the first chart.
record Chart(Texts texts, boolean dark) {
    static final int HOURS = 24;

    private static final int HEIGHT = 600;
    private static final int TOPICS_WIDTH = 560;
    private static final int HOURS_WIDTH = 720;
    private static final int TOPICS = 6;

    private static final Color[] COLORS = Stream.of(
                    0x4C78A8, 0xF58518, 0x54A24B, 0xE45756, 0x72B7B2, 0xB279A2, 0x9D9D9D)
            .map(Color::new)
            .toArray(Color[]::new);

    static {
        System.setProperty("java.awt.headless", "true");
        ImageIO.setUseCache(false);
    }

    /// Of the library that ships it, with its licence beside it.
    private static final Font FONT = font("/liberation/LiberationSans-Regular.ttf");

    private static Font font(String resource) {
        try (InputStream in = Chart.class.getResourceAsStream(resource)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(resource + " is no font", e);
        }
    }

    static <K> Stream<Map.Entry<K, Integer>> mostFirst(Map<K, Integer> counts) {
        return counts.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    }

    /// @param topics how many posts there are under each name
    /// @param hours how many came within each hour of the day
    byte[] png(Map<String, Integer> topics, Map<Integer, Integer> hours) {
        List<Integer> each = IntStream.range(0, HOURS).boxed().toList();
        return png(
                pie(texts.get("command.stats.chart.topics"), topics),
                bars(
                        texts.get("command.stats.chart.hours"),
                        each,
                        each.stream().map(hour -> hours.getOrDefault(hour, 0)).toList()));
    }

    /// Draws the communities of a topic beside its days.
    byte[] png(TopicWeek week) {
        Map<String, Integer> communities = week.communities().entrySet().stream()
                .collect(Collectors.toMap(one -> one.getKey().label(), Map.Entry::getValue));
        List<String> days = week.days().keySet().stream()
                .map(DateTimeFormatter.ofPattern("EEE", texts.locale())::format)
                .toList();
        return png(
                pie(texts.get("pack.chart.communities"), communities),
                bars(texts.get("pack.chart.days"), days, List.copyOf(week.days().values())));
    }

    private static byte[] png(PieChart pie, CategoryChart bars) {
        BufferedImage image = new BufferedImage(TOPICS_WIDTH + HOURS_WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        pie.paint(graphics, TOPICS_WIDTH, HEIGHT);
        graphics.translate(TOPICS_WIDTH, 0);
        bars.paint(graphics, HOURS_WIDTH, HEIGHT);
        graphics.dispose();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PieChart pie(String title, Map<String, Integer> topics) {
        PieChart chart = new PieChartBuilder().title(title).build();
        style(chart.getStyler());
        chart.getStyler()
                .setDefaultSeriesRenderStyle(PieSeries.PieSeriesRenderStyle.Donut)
                .setLabelsVisible(false)
                .setSeriesColors(COLORS)
                .setLegendPosition(Styler.LegendPosition.OutsideS);
        mostFirst(topics).limit(TOPICS).forEach(topic -> chart.addSeries(drawable(topic.getKey()), topic.getValue()));
        int others =
                mostFirst(topics).skip(TOPICS).mapToInt(Map.Entry::getValue).sum();
        if (others > 0) {
            chart.addSeries(texts.get("command.stats.chart.others"), others);
        }
        return chart;
    }

    private CategoryChart bars(String title, List<?> names, List<Integer> counts) {
        CategoryChart chart = new CategoryChartBuilder().title(title).build();
        style(chart.getStyler());
        chart.getStyler()
                .setAxisTickLabelsFont(FONT.deriveFont(14f))
                .setAxisTickLabelsColor(foreground())
                .setAxisTickMarksColor(foreground())
                .setPlotGridLinesColor(dark ? new Color(0x33424F) : new Color(0xE3E6E8))
                .setSeriesColors(COLORS)
                .setLegendVisible(false);
        chart.getStyler().setXAxisMaxLabelCount(HOURS).setYAxisMin(0.0).setYAxisDecimalPattern("#,##0");
        chart.addSeries(" ", names, counts);
        return chart;
    }

    private void style(Styler styler) {
        Color background = dark ? new Color(0x17212B) : Color.WHITE;
        styler.setBaseFont(FONT.deriveFont(14f))
                .setChartTitleFont(FONT.deriveFont(22f))
                .setLegendFont(FONT.deriveFont(15f))
                .setAnnotationTextFont(FONT.deriveFont(14f))
                .setChartBackgroundColor(background)
                .setPlotBackgroundColor(background)
                .setLegendBackgroundColor(background)
                .setLegendBorderColor(background)
                .setChartFontColor(foreground())
                .setPlotBorderVisible(false)
                .setChartTitleBoxVisible(false);
    }

    private Color foreground() {
        return dark ? new Color(0xE6EDF3) : new Color(0x22272B);
    }

    /// Without emoji, which the font lacks.
    private static String drawable(String label) {
        return label.replaceAll("[^\\p{L}\\p{N}&,./_ -]", "").strip();
    }
}
