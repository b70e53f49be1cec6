package tidings.loadtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// What a run does and what it has to reach: the file `scenarios/<name>.yaml`. Immutable.
///
/// @param quick whether the small sizes are used, which end in about a minute
/// @param sizes by name, each of which a system property of that name changes
/// @param script the names of faults, one after the other; most scenarios have none
record Plan(String scenario, boolean quick, Map<String, Double> sizes, List<String> script, List<Criterion> criteria) {
    static final List<String> SCENARIOS =
            List.of("steady", "spike", "stress", "endurance", "chat-storm", "news-storm", "faults", "forecast");

    /// @param about what the scenario is
    record File(
            String about,
            Map<String, Double> sizes,
            Map<String, Double> quick,
            List<String> script,
            List<Criterion> criteria) {
        File {
            script = script == null ? List.of() : script;
        }
    }

    /// @param figure the name of a figure of the run
    /// @param most the largest value that is good, or null
    /// @param least the smallest value that is good, or null
    /// @param because where the number is from
    /// @param quick whether it counts for the small sizes, too
    record Criterion(String figure, Double most, Double least, String because, boolean quick) {
        Criterion {
            if ((most == null) == (least == null)) {
                throw new IllegalArgumentException("the criterion of " + figure + " needs either most or least");
            }
        }

        boolean holds(double value) {
            return most != null ? value <= most : value >= least;
        }

        String bound() {
            return most != null ? "≤ " + Figures.shown(most) : "≥ " + Figures.shown(least);
        }
    }

    /// @param given `scenario`, `quick`, and sizes by name
    /// @throws IllegalArgumentException naming what is wrong and what would be right
    static Plan of(Properties given) {
        String scenario = given.getProperty("scenario", "");
        if (!SCENARIOS.contains(scenario)) {
            throw new IllegalArgumentException(
                    "-Dscenario=%s is none of %s".formatted(scenario, String.join(", ", SCENARIOS)));
        }
        String small = given.getProperty("quick", "false");
        boolean quick = small.isEmpty() || small.equals("true");
        File file = Yaml.read("scenarios/" + scenario + ".yaml", File.class);
        Map<String, Double> sizes = new LinkedHashMap<>(file.sizes());
        if (quick) {
            sizes.putAll(file.quick());
        }
        sizes.replaceAll((name, value) -> number(name, given.getProperty(name, ""), value));
        List<Criterion> criteria = file.criteria().stream()
                .filter(criterion -> !quick || criterion.quick())
                .toList();
        return new Plan(scenario, quick, sizes, script(given, file), criteria);
    }

    private static List<String> script(Properties given, File file) {
        String names = given.getProperty("faults", "");
        return names.isEmpty() ? file.script() : List.of(names.split(","));
    }

    private static double number(String name, String text, double otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("-D%s=%s is not a number".formatted(name, text), e);
        }
    }

    double size(String name) {
        Double size = sizes.get(name);
        if (size == null) {
            throw new IllegalArgumentException("scenarios/" + scenario + ".yaml has no size " + name);
        }
        return size;
    }

    Plan with(String name, double size) {
        Map<String, Double> changed = new LinkedHashMap<>(sizes);
        changed.put(name, size);
        return new Plan(scenario, quick, changed, script, criteria);
    }

    int count(String name) {
        return (int) size(name);
    }

    /// Under which results are kept.
    String name() {
        return quick ? scenario + "-quick" : scenario;
    }
}
