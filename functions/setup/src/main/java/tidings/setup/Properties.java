package tidings.setup;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The properties of a custom resource. CloudFormation hands every scalar on as a text.
record Properties(Map<String, Object> values) {
    Properties {
        values = values == null ? Map.of() : Map.copyOf(values);
    }

    String text(String name) {
        return given(name).orElseThrow(() -> wrong(name, "a text"));
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
            // Told below, with the name and what would be right.
        }
        throw wrong(name, "an absolute URL");
    }

    List<String> texts(String name) {
        if (values.get(name) instanceof List<?> items && items.stream().allMatch(String.class::isInstance)) {
            return items.stream().map(String.class::cast).toList();
        }
        throw wrong(name, "a list of texts");
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
