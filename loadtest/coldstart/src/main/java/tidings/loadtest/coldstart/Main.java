package tidings.loadtest.coldstart;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import tidings.loadtest.budgets.Performance;
import tidings.loadtest.budgets.Result;

/// Measures, keeps what it saw, and writes it into `PERFORMANCE.md`: the commands behind `exec:exec@coldstart`,
/// `exec:exec@restores`, `exec:exec@memory` and `exec:exec@sizes`.
public final class Main {
    private static final int ROUNDS = 5;
    private static final int WARM = 3_000;
    private static final int CALLS = 10_000;

    private Main() {}

    /// @param arguments `coldstart`, `restores`, `memory` or `sizes`, the project's folder, then how many rounds (for
    ///     `memory`: calls), and for `coldstart` how many warm calls (0 for none), and the peers by their names
    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        Path project = Path.of(arguments[1]).toAbsolutePath();
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROUNDS;
        Result result = switch (arguments[0]) {
            case "coldstart" -> {
                int warm = arguments.length > 3 ? Integer.parseInt(arguments[3]) : WARM;
                List<String> peers =
                        arguments.length > 4 ? Arrays.asList(arguments).subList(4, arguments.length) : Peers.NAMES;
                yield new ColdStarts(project, System.out).measured(rounds, warm, peers);
            }
            case "restores" -> new Restores(project, System.out).measured(rounds);
            case "memory" -> new Memory(project, System.out).measured(arguments.length > 2 ? rounds : CALLS);
            case "sizes" -> new Sizes(project, System.out).measured(rounds);
            default ->
                throw new IllegalArgumentException(arguments[0] + " is none of coldstart, restores, memory, sizes");
        };
        System.out.println("kept as " + result.keep(project.resolve("loadtest/results")));
        System.out.println(Performance.write(project));
        System.exit(0);
    }
}
