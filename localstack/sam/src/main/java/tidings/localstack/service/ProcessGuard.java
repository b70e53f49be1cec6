package tidings.localstack.service;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Ends child processes when this JVM is gone, even after `kill -9`, when no shutdown hook runs.
///
/// A shell reads the process ids from a pipe whose other end only this JVM holds. The pipe ends with the JVM; then the
/// shell interrupts what is still there, and two seconds later kills it. The shell itself ignores the signals that a
/// terminal sends to all of its processes. Thread-safe.
public final class ProcessGuard {
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            IFS='
            '
            watched=
            while read -r line; do
              kept=
              for one in $watched; do [ "$one" = "${line#-}" ] || kept="$kept$IFS$one"; done
              case $line in
                -*) watched=$kept ;;
                *) watched="$kept$IFS$line" ;;
              esac
            done
            pids=
            for one in $watched; do
              case $one in
                /*) pid=; read -r pid < "$one" ;;
                *) pid=$one ;;
              esac
              pids="$pids$IFS$pid"
            done
            [ -z "$pids" ] || { kill -INT $pids; sleep 2; kill -KILL $pids; }
            """;

    private static final ProcessGuard GUARD = new ProcessGuard();

    private final OutputStream pipe;

    private ProcessGuard() {
        try {
            pipe = new ProcessBuilder("sh", "-c", SCRIPT)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a shell", e);
        }
    }

    /// From now on until it ends, the process ends with this JVM.
    public static Process watch(Process process) {
        String pid = Long.toString(process.pid());
        GUARD.tell(pid);
        process.onExit().thenRun(() -> GUARD.tell("-" + pid));
        return process;
    }

    /// The process whose id is on the first line of this file ends with this JVM. To be called before that process
    /// starts, so that there is no time in which it is not watched.
    static void watch(Path pidFile) {
        GUARD.tell(pidFile.toAbsolutePath().toString());
    }

    static void forget(Path pidFile) {
        GUARD.tell("-" + pidFile.toAbsolutePath());
    }

    private synchronized void tell(String line) {
        try {
            pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the shell that watches child processes is gone", e);
        }
    }
}
