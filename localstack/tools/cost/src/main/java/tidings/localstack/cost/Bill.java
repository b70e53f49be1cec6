package tidings.localstack.cost;

import java.util.ArrayList;
import java.util.List;

/// What something costs, line by line.
final class Bill {
    private final List<Line> lines = new ArrayList<>();

    /// What a line is for.
    enum Part {
        DATABASE,
        PROXY,
        CACHE,
        ENDPOINTS,
        WATCHING,
        FUNCTIONS,
        QUEUES,
        TABLES,
        SECRETS,
        TRANSFER
    }

    record Line(Part part, String what, double quantity, Price price) {
        double usd() {
            return quantity * price.usd();
        }
    }

    void add(Part part, String what, double quantity, Price price) {
        if (quantity > 0) {
            lines.add(new Line(part, what, quantity, price));
        }
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    double total() {
        return lines.stream().mapToDouble(Line::usd).sum();
    }

    double of(Part part) {
        return lines.stream()
                .filter(line -> line.part() == part)
                .mapToDouble(Line::usd)
                .sum();
    }
}
