package tidings.topics.train;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The `--name value` arguments of a command.
final class Arguments {
    private final Map<String, String> values = new HashMap<>();

    /// @throws BadData naming the argument that the command does not know or that has no value
    Arguments(String[] words, Set<String> known) {
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || !known.contains(words[i].substring(2))) {
                throw new BadData("unknown argument '" + words[i] + "'");
            }
            if (i + 1 == words.length) {
                throw new BadData(words[i] + " needs a value");
            }
            values.put(words[i].substring(2), words[i + 1]);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Path path(String name) {
        if (!has(name)) {
            throw new BadData("--" + name + " <file> is missing");
        }
        return Path.of(values.get(name));
    }

    int number(String name, int otherwise) {
        try {
            return has(name) ? Integer.parseInt(values.get(name)) : otherwise;
        } catch (NumberFormatException e) {
            throw new BadData("--" + name + " must be a whole number but is '" + values.get(name) + "'");
        }
    }
}
