package tidings.loadtest.coldstart;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import tidings.loadtest.budgets.Performance;
import tidings.loadtest.budgets.Result;

/// Measures cold starts, keeps what it saw, and writes it into `PERFORMANCE.md`: the command behind
/// `exec:exec@coldstart`.
public final class Main {
    private static final int ROUNDS = 5;
    private static final int WARM = 3_000;

    private Main() {}

    /// @param arguments the project's folder, then how many rounds, how many warm calls (0 for none), and the peers by
    ///     their names
    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        Path project = Path.of(arguments[0]).toAbsolutePath();
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        int warm = arguments.length > 2 ? Integer.parseInt(arguments[2]) : WARM;
        List<String> peers = arguments.length > 3 ? List.of(arguments).subList(3, arguments.length) : Peers.NAMES;
        Result result = new ColdStarts(project, System.out).measured(rounds, warm, peers);
        System.out.println("kept as " + result.keep(project.resolve("loadtest/results")));
        System.out.println(Performance.write(project));
        System.exit(0);
    }
}
