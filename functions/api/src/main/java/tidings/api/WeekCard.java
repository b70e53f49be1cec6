package tidings.api;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.settings.Week;
import tidings.store.DatabaseReport;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// What operators are told of a week, in one language.
///
/// @param evidence of today: the database counts since its last reset
record WeekCard(Week week, Evidence evidence, Texts texts) {
    private static final Duration DAYS = Duration.ofDays(7);
    private static final int LISTED = 3;
    private static final int NAMED = 8;
    private static final int NAME = 80;

    Card card() {
        DatabaseReport database = evidence.metrics().database().storage();
        return Card.of(Stream.of(
                        Stream.of(title(), ""),
                        Stream.of(level()),
                        time().stream(),
                        dollars().stream(),
                        statements(database),
                        Stream.of(names(
                                "week.indexes",
                                DatabaseRules.unused(database)
                                        .map(DatabaseReport.Index::name)
                                        .toList())),
                        Stream.of(names(
                                "week.suggestions",
                                Suggestions.of(evidence).stream()
                                        .map(Suggestion::id)
                                        .toList())))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n")));
    }

    private String title() {
        DateTimeFormatter date = DateTimeFormatter.ofPattern(texts.get("week.date"), texts.locale())
                .withZone(ZoneOffset.UTC);
        return "📊 "
                + Html.bold(texts.get("week.title", date.format(week.until().minus(DAYS)), date.format(week.until())));
    }

    private String level() {
        double received = number("received").orElse(0.0);
        return number("serviceLevelPercent")
                .map(percent -> texts.get("week.level", percent, received))
                .orElseGet(() -> texts.get("week.level.few", received));
    }

    private Optional<String> time() {
        return number("answerMillisP95")
                .map(usual -> texts.get(
                        "week.time", usual, number("worstAnswerMillisP95").orElse(usual)));
    }

    private Optional<String> dollars() {
        double all = week.dollars().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return number("answered")
                .filter(answered -> answered > 0)
                .flatMap(answered -> week.dollars().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(most -> texts.get(
                                "week.dollars",
                                1_000 * all / answered,
                                texts.get("week.feature." + most.getKey()),
                                100 * most.getValue() / all)));
    }

    private Stream<String> statements(DatabaseReport database) {
        List<String> slowest = database.statements().stream()
                .sorted(Comparator.comparingDouble(DatabaseReport.Statement::meanMillis)
                        .reversed())
                .limit(LISTED)
                .map(one ->
                        "• " + texts.get("week.statement", Html.line(one.name(), NAME), one.meanMillis(), one.calls()))
                .toList();
        String title = texts.get(slowest.isEmpty() ? "week.statements.none" : "week.statements");
        return Stream.concat(Stream.of(title), slowest.stream());
    }

    private String names(String key, List<String> names) {
        String listed =
                names.stream().limit(NAMED).map(name -> Html.line(name, NAME)).collect(Collectors.joining(", "));
        return texts.get(key, names.size(), listed + (names.size() > NAMED ? ", …" : ""));
    }

    private Optional<Double> number(String name) {
        return Optional.ofNullable(week.numbers().get(name));
    }
}
