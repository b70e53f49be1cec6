import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Prints how many of their branches the tests of the named classes take. Exit status 1 if one has fewer than
/// nine of ten.
///
/// usage: java Branches.java JACOCO.csv CLASS…
final class Branches {
    private static final int PACKAGE = 1;
    private static final int CLASS = 2;
    private static final int MISSED = 5;
    private static final int COVERED = 6;

    void main(String[] arguments) throws IOException {
        Path report = Path.of(arguments[0]);
        if (!Files.exists(report)) {
            return; // a module in which no test ran
        }
        List<String[]> rows =
                Files.readAllLines(report).stream().map(line -> line.split(",")).toList();
        boolean enough = true;
        for (String name : List.of(arguments).subList(1, arguments.length)) {
            int covered = sum(rows, name, COVERED);
            int all = covered + sum(rows, name, MISSED);
            if (all > 0) {
                IO.println("%-40s %3d of %3d branches, %5.1f %%".formatted(name, covered, all, 100.0 * covered / all));
                enough &= covered * 10 >= all * 9;
            }
        }
        System.exit(enough ? 0 : 1);
    }

    /// Of the class and those nested in it.
    private static int sum(List<String[]> rows, String name, int column) {
        return rows.stream()
                .filter(row -> (row[PACKAGE] + "." + row[CLASS] + ".").startsWith(name + "."))
                .mapToInt(row -> Integer.parseInt(row[column]))
                .sum();
    }
}
