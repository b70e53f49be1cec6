package tidings.setup;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// The properties of a custom resource. CloudFormation passes every scalar as a string.
record Properties(Map<String, Object> values) {
    Properties {
        values = values == null ? Map.of() : Map.copyOf(values);
    }

    String text(String name) {
        return given(name).orElseThrow(() -> wrong(name, "a string"));
    }

    Optional<String> given(String name) {
        return values.get(name) instanceof String text && !text.isBlank()
                ? Optional.of(text.strip())
                : Optional.empty();
    }

    int number(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException _) {
            throw wrong(name, "a whole number");
        }
    }

    /// An absolute URL.
    URI url(String name) {
        try {
            URI url = URI.create(text(name));
            if (url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // The exception below has the name and what would be right.
        }
        throw wrong(name, "an absolute URL");
    }

    /// Without the value, which may be a secret.
    private static SetupException wrong(String name, String right) {
        return new SetupException("The property " + name + " of the custom resource must be " + right + ".");
    }

    /// Without the values.
    @Override
    public String toString() {
        return "Properties" + values.keySet();
    }
}
