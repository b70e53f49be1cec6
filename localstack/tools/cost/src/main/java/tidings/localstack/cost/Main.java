package tidings.localstack.cost;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tidings.settings.Profile;

/// Prints what the stack costs under each profile, line by line, with the prices and the assumptions behind it: the
/// command behind `./mvnw -q -Pcosts`.
public final class Main {
    private Main() {}

    /// @param arguments the folder of `template.yaml`, and `write` to put the table into its README and to
    ///     write the page about capacity as well
    public static void main(String[] arguments) throws IOException {
        Path project = Path.of(arguments[0]).toAbsolutePath();
        Costs costs = new Costs(project);
        String table = CostTable.of(costs, Profile.all().keySet());
        print(costs, table, System.out);
        if (arguments.length > 1 && arguments[1].equals("write")) {
            Path readme = project.resolve("README.md");
            Files.writeString(readme, CostTable.replaced(Files.readString(readme), table));
            Path capacity = project.resolve("loadtest/CAPACITY.md");
            Files.writeString(capacity, CapacityPage.of(costs, Profile.all().keySet()));
        }
    }

    private static void print(Costs costs, String table, PrintStream out) {
        out.println(table);
        for (String profile : Profile.all().keySet()) {
            print(profile + ", idle for a month", costs.idle(profile), out);
            print(profile + ", metrics of a month in use", costs.inUse(profile), out);
            print(profile + ", a million updates", costs.millionUpdates(profile), out);
            print(profile + ", a Board left open for a month", costs.board(profile), out);
        }
        out.println("Assumptions (assumptions.yaml):");
        out.println("  " + costs.assumptions());
        out.println("Counted (counted.yaml):");
        out.println("  " + Counts.read());
        out.println("Prices (prices.yaml), us-east-1:");
        costs.prices()
                .forEach((name, price) -> out.printf(
                        Locale.ROOT,
                        "  %-20s $%s per %s; %s, %s, %s%n",
                        name,
                        price.usd(),
                        price.per(),
                        price.source(),
                        price.date(),
                        price.seen().map(where -> "seen at " + where).orElse("UNVERIFIED")));
    }

    private static void print(String title, Bill bill, PrintStream out) {
        out.printf(Locale.ROOT, "%s: $%.2f%n", title, bill.total());
        bill.lines()
                .forEach(line -> out.printf(
                        Locale.ROOT,
                        "  $%9.4f  %-9s %s: %.4g at $%s per %s%n",
                        line.usd(),
                        line.part().name().toLowerCase(Locale.ROOT),
                        line.what(),
                        line.quantity(),
                        line.price().usd(),
                        line.price().per()));
        out.println();
    }
}
