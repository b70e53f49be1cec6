package tidings.endtoend;

import java.io.IOException;
import java.util.List;

/// Signals to processes of functions. A process that has ended meanwhile gets none.
final class Signals {
    private Signals() {}

    static void send(String name, List<Long> processes) throws IOException, InterruptedException {
        for (long process : processes) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        }
    }
}
