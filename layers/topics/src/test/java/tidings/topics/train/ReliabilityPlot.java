package tidings.topics.train;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Draws what share is right at each confidence: on the diagonal, confidences are honest.
final class ReliabilityPlot {
    private static final int SIZE = 400;
    private static final int MARGIN = 44;

    private ReliabilityPlot() {}

    static String svg(List<Reliability.Bin> without, List<Reliability.Bin> with) {
        StringBuilder svg = new StringBuilder("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" font-family="sans-serif" font-size="12">
            <title>Confidence by text alone and the share that is right, on posts of unseen subreddits</title>
            <rect width="%1$d" height="%1$d" fill="#fff"/>
            """.formatted(SIZE + 2 * MARGIN));
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double at = tenth / 10.0;
            svg.append(line("#ddd", at, 0, at, 1)).append(line("#ddd", 0, at, 1, at));
            svg.append(text("middle", x(at), y(0) + 16, "%.1f".formatted(at)));
            svg.append(text("end", x(0) - 6, y(at) + 4, "%.1f".formatted(at)));
        }
        svg.append(line("#888", 0, 0, 1, 1));
        svg.append(text("middle", x(0.5), y(0) + 34, "confidence"));
        svg.append(text("start", x(0) - 34, y(1) - 14, "share that is right; the larger a dot, the more posts"));
        svg.append(series("#c60", without)).append(text("start", x(0.05), y(0.93), "● without the encoder", "#c60"));
        svg.append(series("#06c", with)).append(text("start", x(0.05), y(0.87), "● with it", "#06c"));
        return svg.append("</svg>\n").toString();
    }

    private static String series(String color, List<Reliability.Bin> bins) {
        double all = bins.stream().mapToInt(Reliability.Bin::predictions).sum();
        String points = bins.stream()
                .map(bin -> format("%.1f,%.1f", x(bin.confidence()), y(bin.right())))
                .collect(Collectors.joining(" "));
        return format("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>\n", points, color)
                + bins.stream()
                        .map(bin -> format(
                                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"0.6\"/>\n",
                                x(bin.confidence()),
                                y(bin.right()),
                                2 + 20 * Math.sqrt(bin.predictions() / all),
                                color))
                        .collect(Collectors.joining());
    }

    private static String line(String color, double x1, double y1, double x2, double y2) {
        return format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
                x(x1), y(y1), x(x2), y(y2), color);
    }

    private static String text(String anchor, double x, double y, String text) {
        return text(anchor, x, y, text, "#333");
    }

    private static String text(String anchor, double x, double y, String text, String color) {
        return format(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n", x, y, anchor, color, text);
    }

    private static double x(double confidence) {
        return MARGIN + SIZE * confidence;
    }

    private static double y(double right) {
        return MARGIN + SIZE * (1 - right);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
