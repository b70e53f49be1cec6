package tidings.insights;

import java.util.List;
import java.util.Map;
import tidings.aws.Env;

/// A function whose metrics are read.
///
/// @param service what it is, such as `bot`
/// @param name that Lambda knows it by
record MeasuredFunction(String service, String name, int megabytes) {
    /// Those of `FUNCTION_SIZES`, such as `bot=tidings-bot 1769`, in a fixed order.
    ///
    /// @throws IllegalStateException if that is no such list
    static List<MeasuredFunction> from(Env env) {
        return env.pairs("FUNCTION_SIZES").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(pair -> read(pair.getKey(), pair.getValue().split(" ")))
                .toList();
    }

    private static MeasuredFunction read(String service, String... parts) {
        if (parts.length != 2 || !parts[1].matches("\\d{3,5}")) {
            throw new IllegalStateException(
                    "environment variable FUNCTION_SIZES must give " + service + " as <function> <megabytes>");
        }
        return new MeasuredFunction(service, parts[0], Integer.parseInt(parts[1]));
    }
}
