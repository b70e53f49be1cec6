package tidings.aws;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The environment variables of a function; the only place that reads them. Every complaint names the variable.
public final class Env {
    private final UnaryOperator<String> variables;

    private Env(UnaryOperator<String> variables) {
        this.variables = variables;
    }

    public static Env system() {
        return new Env(System::getenv);
    }

    /// An environment that answers from `variables`, which gives null for a variable that is not set.
    public static Env of(UnaryOperator<String> variables) {
        return new Env(variables);
    }

    public String text(String name) {
        String value = variables.apply(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set; the template sets it");
        }
        return value.strip();
    }

    /// Values by their names, in the order of `name=value,name=value`.
    public Map<String, String> pairs(String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text(name).split(",")) {
            String[] parts = pair.strip().split("=", 2);
            if (parts.length < 2) {
                throw new IllegalStateException(
                        "environment variable " + name + " must be a list such as a=1,b=2, not " + pair);
            }
            pairs.put(parts[0], parts[1]);
        }
        return pairs;
    }

    /// The value, where it may as well not be set.
    public Optional<String> given(String name) {
        return Optional.ofNullable(variables.apply(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /// The number of a Telegram chat, where one is set.
    public Optional<Long> chat(String name) {
        return given(name).map(value -> {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException _) {
                throw new IllegalStateException("environment variable " + name
                        + " must be the number of a Telegram chat, which is negative for a group");
            }
        });
    }

    /// A whole number of at least `least`.
    public int number(String name, int least) {
        String value = text(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, with the name and the range.
        }
        throw new IllegalStateException(
                "environment variable " + name + " must be a whole number of at least " + least + ", not " + value);
    }

    /// An absolute URL without a slash at its end.
    public URI url(String name) {
        String value = text(name);
        try {
            URI url = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Told below, with the name and what would be right.
        }
        throw new IllegalStateException(
                "environment variable " + name + " must be an absolute http or https URL, not " + value);
    }

    /// One of the constants of an enum, whose names are written in lower case.
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String value = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw new IllegalStateException("environment variable " + name + " must be one of "
                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + ", not "
                + value);
    }
}
