package tidings.topics.train;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tidings.encoder.EncoderException;

/// The `--name value` options of a command.
final class CommandLine {
    private final Map<String, String> values = new HashMap<>();

    /// @throws IllegalArgumentException if an option is unknown or has no value
    CommandLine(String[] words, Set<String> known) {
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || !known.contains(words[i].substring(2))) {
                throw new IllegalArgumentException("unknown argument '" + words[i] + "'");
            }
            if (i + 1 == words.length) {
                throw new IllegalArgumentException(words[i] + " needs a value");
            }
            values.put(words[i].substring(2), words[i + 1]);
        }
    }

    /// What a command does.
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    /// Runs a command and returns its exit code: 0, 1 after an I/O error or one of the
    /// encoder, 2 if the options or the data are invalid.
    static int run(String usage, PrintStream out, Action action) {
        try {
            action.run();
            return 0;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println();
            out.print(usage);
            return 2;
        } catch (IOException e) {
            out.println("I/O error: " + e);
            return 1;
        } catch (EncoderException e) {
            out.println(e.getMessage());
            return 1;
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Path path(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("--" + name + " <file> is missing");
        }
        return Path.of(values.get(name));
    }

    int number(String name, int defaultValue) {
        try {
            return has(name) ? Integer.parseInt(values.get(name)) : defaultValue;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--" + name + " must be a whole number but is '" + values.get(name) + "'");
        }
    }
}
