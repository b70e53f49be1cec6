package tidings.loadtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tidings.loadtest.Answers.Answer;
import tidings.loadtest.Answers.Outcome;

/// The figures of a run, by name, such as `p95` in milliseconds. What a run does not tell has no figure.
record Figures(Map<String, Double> values) {
    private static final String CACHED = " cached";
    private static final String FETCHED = " fetched";
    private static final Map<String, String> RATIOS = Map.of(
            "GET /api/stats", "GET /health",
            "GET /api/subreddits", "GET /health",
            "POST /api/categorization of 100", "POST /api/categorization");
    private static final int MINUTE = 60_000;
    private static final int TENTH = 9 * MINUTE;

    /// Until then people still come, and every process starts.
    private static final int WARM = 2 * MINUTE;

    Figures {
        Map<String, Double> known = new LinkedHashMap<>(values);
        known.values().removeIf(value -> value.isNaN() || value.isInfinite());
        values = known;
    }

    /// @param began in milliseconds since 1970
    static Figures of(List<Answer> answers, long began) {
        Map<String, Double> values = new LinkedHashMap<>();
        List<Answer> chats = answers.stream()
                .filter(answer -> answer.name().startsWith("answer"))
                .toList();
        List<Answer> cached = named(chats, CACHED);
        List<Answer> fetched = named(chats, FETCHED);
        long ended = answers.stream().mapToLong(Answer::ended).max().orElse(began);
        values.put("requests", (double) answers.size());
        values.put("requests a second", answers.size() * 1000.0 / Math.max(1, ended - began));
        values.put("errors %", errors(answers));
        values.put("no button %", Answers.percent(answers, answer -> answer.outcome() == Outcome.NO_BUTTON));
        values.put("p50", Answers.percentile(chats, 50));
        values.put("p95", Answers.percentile(chats, 95));
        values.put("p99", Answers.percentile(chats, 99));
        values.put("p95 cached", Answers.percentile(cached, 95));
        values.put("p95 fetched", Answers.percentile(fetched, 95));
        values.put("p95 cached against fetched", Answers.percentile(cached, 95) / Answers.percentile(fetched, 95));
        values.put("hit rate %", hitRate(chats));
        values.put("hit rate in the tenth minute %", hitRate(after(chats, began + TENTH)));
        values.put("p95 of the last tenth against the first", tenths(chats));
        values.putAll(routes(answers));
        int tenth = chats.size() / 10;
        values.put(
                "errors of the last tenth above the first %",
                errors(chats.subList(chats.size() - tenth, chats.size())) - errors(chats.subList(0, tenth)));
        return new Figures(values);
    }

    /// The routes that are compared, which needs many samples of each.
    static Set<String> compared() {
        Set<String> routes = new TreeSet<>(RATIOS.keySet());
        routes.addAll(RATIOS.values());
        return routes;
    }

    /// What people wait for a cached feed, beside what they wait for empty handlers: from the third minute on, if the
    /// run lasts longer.
    ///
    /// @param empty answers of these
    /// @param began in milliseconds since 1970
    static Map<String, Double> beside(List<Answer> all, List<Answer> empty, long began) {
        List<Answer> warm = after(all, began + WARM);
        List<Answer> answers = warm.isEmpty() ? all : warm;
        List<Answer> others = warm.isEmpty() ? empty : after(empty, began + WARM);
        double floor = Answers.percentile(others, 95);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("empty handlers: answers", (double) empty.size());
        values.put("empty handlers: errors %", errors(empty));
        values.put("p95 of empty handlers", floor);
        values.put("p95 cached beside them", Answers.percentile(named(answers, CACHED), 95));
        values.put("p95 cached against empty handlers", Answers.percentile(named(answers, CACHED), 95) / floor);
        return values;
    }

    /// The p95 of each route, and what those are against others that a ratio is wanted of.
    private static Map<String, Double> routes(List<Answer> answers) {
        Map<String, Double> p95 = answers.stream()
                .filter(answer -> answer.name().matches("(GET|POST) /.*"))
                .collect(Collectors.groupingBy(
                        answer -> "p95 of " + answer.name(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), some -> Answers.percentile(some, 95))));
        Map<String, Double> values = new LinkedHashMap<>(p95);
        RATIOS.forEach((route, other) -> values.put(
                "p95 of " + route + " against " + other,
                p95.getOrDefault("p95 of " + route, Double.NaN) / p95.getOrDefault("p95 of " + other, Double.NaN)));
        return values;
    }

    private static double errors(List<Answer> answers) {
        return Answers.percent(answers, answer -> answer.outcome().isError());
    }

    private static List<Answer> named(List<Answer> answers, String end) {
        return answers.stream().filter(answer -> answer.name().endsWith(end)).toList();
    }

    private static List<Answer> after(List<Answer> answers, long millis) {
        return answers.stream().filter(answer -> answer.asked() >= millis).toList();
    }

    /// How many of a hundred requests for a feed needed no fetch.
    private static double hitRate(List<Answer> answers) {
        double hits = named(answers, CACHED).size();
        return 100 * hits / (hits + named(answers, FETCHED).size());
    }

    private static double tenths(List<Answer> answers) {
        int tenth = answers.size() / 10;
        return tenth == 0
                ? Double.NaN
                : Answers.percentile(answers.subList(answers.size() - tenth, answers.size()), 95)
                        / Answers.percentile(answers.subList(0, tenth), 95);
    }

    /// The hit rate of each minute from the beginning on.
    static Map<Integer, Double> hitRateByMinute(List<Answer> answers, long began) {
        Map<Integer, List<Answer>> minutes = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> (int) ((answer.asked() - began) / MINUTE), TreeMap::new, Collectors.toList()));
        Map<Integer, Double> rates = new TreeMap<>();
        minutes.forEach((minute, some) -> rates.put(minute, hitRate(some)));
        rates.values().removeIf(rate -> rate.isNaN());
        return rates;
    }

    Figures with(Map<String, Double> more) {
        Map<String, Double> all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new Figures(all);
    }

    /// With as many digits as say something.
    static String shown(double value) {
        return value == Math.rint(value) || Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.3f" : "%.1f", value);
    }
}
