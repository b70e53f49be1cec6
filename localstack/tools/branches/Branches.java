import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
        List<String> classes = List.of(arguments).subList(1, arguments.length);
        boolean enough = true;
        try (Stream<String> lines = Files.lines(report)) {
            for (String[] row : lines.map(line -> line.split(",")).toList()) {
                if (classes.contains(row[PACKAGE] + "." + row[CLASS])) {
                    int covered = Integer.parseInt(row[COVERED]);
                    int all = covered + Integer.parseInt(row[MISSED]);
                    IO.println("%-40s %3d of %3d branches, %5.1f %%"
                            .formatted(row[PACKAGE] + "." + row[CLASS], covered, all, 100.0 * covered / all));
                    enough &= covered * 10 >= all * 9;
                }
            }
        }
        System.exit(enough ? 0 : 1);
    }
}
