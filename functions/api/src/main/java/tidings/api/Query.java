package tidings.api;

import java.util.Map;

/// Parameters behind the `?` of a URL.
record Query(Map<String, String> values) {
    /// A whole number; `byDefault` where the parameter is missing.
    ///
    /// @throws ProblemException 400 that names the parameter and the range
    int integer(String name, int min, int max, int byDefault) {
        String value = values.get(name);
        if (value == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Reported below, with the range.
        }
        throw ProblemException.badParameter(
                name, "must be a whole number from " + min + " to " + max + ", not " + value);
    }
}
