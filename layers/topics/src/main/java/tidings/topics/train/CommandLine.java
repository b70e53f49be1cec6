package tidings.topics.train;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The `--name value` options of a command.
final class CommandLine {
    private final Map<String, String> values = new HashMap<>();

    /// @throws InvalidInputException if an option is unknown or has no value
    CommandLine(String[] words, Set<String> known) {
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || !known.contains(words[i].substring(2))) {
                throw new InvalidInputException("unknown argument '" + words[i] + "'");
            }
            if (i + 1 == words.length) {
                throw new InvalidInputException(words[i] + " needs a value");
            }
            values.put(words[i].substring(2), words[i + 1]);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Path path(String name) {
        if (!has(name)) {
            throw new InvalidInputException("--" + name + " <file> is missing");
        }
        return Path.of(values.get(name));
    }

    int number(String name, int defaultValue) {
        try {
            return has(name) ? Integer.parseInt(values.get(name)) : defaultValue;
        } catch (NumberFormatException e) {
            throw new InvalidInputException("--" + name + " must be a whole number but is '" + values.get(name) + "'");
        }
    }
}
