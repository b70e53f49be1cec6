package tidings.localstack.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The log file of one function, with the output of all its environments; warnings and errors also go to `console`.
/// Several threads may write.
final class FunctionLog implements AutoCloseable {
    private static final Pattern TROUBLE = Pattern.compile("\\b(WARN|WARNING|ERROR|FATAL)\\b|(Exception|Error):");

    private final PrintWriter file;
    private final Consumer<String> console;
    private final Consumer<String> reader;

    /// @param reader gets every line
    FunctionLog(Path path, Consumer<String> console, Consumer<String> reader) {
        try {
            Files.createDirectories(path.getParent());
            this.file = new PrintWriter(Files.newBufferedWriter(path), true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + path, e);
        }
        this.console = console;
        this.reader = reader;
    }

    /// Copies until the process closes its output.
    void copy(InputStream output) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                write(line);
            }
        } catch (IOException e) {
            write("ERROR the output of the process ended early: " + e.getMessage());
        }
    }

    synchronized void write(String line) {
        file.println(line);
        if (TROUBLE.matcher(line).find()) {
            console.accept(line);
        }
        reader.accept(line);
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
