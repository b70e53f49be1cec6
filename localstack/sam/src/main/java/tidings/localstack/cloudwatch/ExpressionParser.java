package tidings.localstack.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/// Recursive descent over metric math, as far as the template uses it: `OR` binds weakest, then `AND`, comparisons,
/// sums, products.
final class ExpressionParser {
    private static final List<Map<String, DoubleBinaryOperator>> LEVELS = List.of(
            Map.of("OR", (a, b) -> truth(a != 0 || b != 0)),
            Map.of("AND", (a, b) -> truth(a != 0 && b != 0)),
            Map.of(
                    "==", (a, b) -> truth(a == b),
                    "!=", (a, b) -> truth(a != b),
                    "<", (a, b) -> truth(a < b),
                    ">", (a, b) -> truth(a > b),
                    "<=", (a, b) -> truth(a <= b),
                    ">=", (a, b) -> truth(a >= b)),
            Map.of("+", Double::sum, "-", (a, b) -> a - b),
            Map.of("*", (a, b) -> a * b, "/", (a, b) -> b == 0 ? Double.NaN : a / b));

    /// Functions and how many arguments they have.
    private static final Map<String, Integer> FUNCTIONS = Map.of(
            "ANOMALY_DETECTION_BAND", 2, "FILL", 2, "IF", 3, "MAX", 1, "METRICS", 0, "MIN", 1, "SEARCH", 3, "SUM", 1);

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<number>\\d+(?:\\.\\d+)?)"
            + "|(?<word>[A-Za-z][A-Za-z0-9_]*)|'(?<text>[^']*)'|(?<symbol>==|!=|<=|>=|[-+*/<>(),\\[\\]]))");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private record Token(String kind, String value, int at) {}

    ExpressionParser(String text) {
        this.text = text;
        Matcher match = TOKEN.matcher(text);
        int at = 0;
        while (at < text.stripTrailing().length()) {
            if (!match.find(at) || match.start() != at) {
                throw wrong("nothing that metric math knows", at);
            }
            for (String kind : List.of("number", "word", "text", "symbol")) {
                if (match.group(kind) != null) {
                    tokens.add(new Token(kind, match.group(kind), match.start(kind)));
                }
            }
            at = match.end();
        }
    }

    Expression parse() {
        Expression expression = level(0);
        if (next < tokens.size()) {
            throw wrong("more than one expression", tokens.get(next).at());
        }
        return expression;
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }

    private Expression level(int level) {
        if (level == LEVELS.size()) {
            return operand();
        }
        Expression expression = level(level + 1);
        while (next < tokens.size()
                && LEVELS.get(level).get(tokens.get(next).value()) instanceof DoubleBinaryOperator operation) {
            next++;
            Expression left = expression;
            Expression right = level(level + 1);
            expression = evaluation -> left.in(evaluation).with(right.in(evaluation), operation);
        }
        return expression;
    }

    private Expression operand() {
        Token token = take();
        return switch (token.kind()) {
            case "number" -> number(Double.parseDouble(token.value()));
            case "word" -> isNext("(") ? call(token) : evaluation -> evaluation.named(token.value());
            default ->
                switch (token.value()) {
                    case "-" -> {
                        Expression positive = operand();
                        yield evaluation -> number(0).in(evaluation).with(positive.in(evaluation), (a, b) -> a - b);
                    }
                    case "(" -> {
                        Expression inner = level(0);
                        expect(")");
                        yield inner;
                    }
                    case "[" -> {
                        List<Expression> items = list("]");
                        yield evaluation -> Operand.array(items.stream()
                                .flatMap(item -> item.in(evaluation).lines().stream())
                                .toList());
                    }
                    default -> throw wrong("no operand: " + token.value(), token.at());
                };
        };
    }

    private static Expression number(double value) {
        return evaluation -> Operand.number(value, evaluation.periods());
    }

    private Expression call(Token name) {
        String function = name.value().toUpperCase(Locale.ROOT);
        if (!FUNCTIONS.containsKey(function)) {
            throw wrong(
                    "unknown function " + name.value() + "; known here are "
                            + FUNCTIONS.keySet().stream().sorted().toList(),
                    name.at());
        }
        expect("(");
        if (function.equals("SEARCH")) {
            return search();
        }
        List<Expression> arguments = list(")");
        if (arguments.size() != FUNCTIONS.get(function)) {
            throw wrong(function + " has " + FUNCTIONS.get(function) + " arguments here", name.at());
        }
        return evaluation -> called(
                function,
                arguments.stream().map(argument -> argument.in(evaluation)).toList(),
                evaluation);
    }

    private static Operand called(String function, List<Operand> arguments, AlarmEvaluation evaluation) {
        int periods = evaluation.periods();
        return switch (function) {
            case "SUM" -> arguments.getFirst().reduced(periods, DoubleStream::sum);
            case "MAX" ->
                arguments.getFirst().reduced(periods, values -> values.max().orElseThrow());
            case "MIN" ->
                arguments.getFirst().reduced(periods, values -> values.min().orElseThrow());
            case "FILL" -> arguments.getFirst().filled(arguments.get(1));
            case "IF" -> arguments.getFirst().chosen(arguments.get(1), arguments.get(2));
            case "METRICS" -> evaluation.metrics();
            default ->
                AnomalyBand.around(
                        arguments.getFirst().lines().getFirst(),
                        arguments.get(1).lines().getFirst().values()[0]);
        };
    }

    /// `SEARCH('what', 'statistic', period)`.
    private Expression search() {
        MetricSearch wanted = MetricSearch.parse(takeText());
        expect(",");
        Statistic statistic = new Statistic(takeText());
        expect(",");
        operand();
        expect(")");
        return evaluation -> evaluation.found(wanted, statistic);
    }

    private List<Expression> list(String end) {
        List<Expression> items = new ArrayList<>();
        while (!isNext(end)) {
            if (!items.isEmpty()) {
                expect(",");
            }
            items.add(level(0));
        }
        next++;
        return items;
    }

    private boolean isNext(String symbol) {
        return next < tokens.size()
                && tokens.get(next).kind().equals("symbol")
                && tokens.get(next).value().equals(symbol);
    }

    private void expect(String symbol) {
        if (!isNext(symbol)) {
            throw wrong(
                    "expected " + symbol,
                    next < tokens.size() ? tokens.get(next).at() : text.length());
        }
        next++;
    }

    private String takeText() {
        Token token = take();
        if (!token.kind().equals("text")) {
            throw wrong("a quoted text is needed here", token.at());
        }
        return token.value();
    }

    private Token take() {
        if (next == tokens.size()) {
            throw wrong("it ends too early", text.length());
        }
        return tokens.get(next++);
    }

    private IllegalArgumentException wrong(String what, int at) {
        return new IllegalArgumentException("metric math \"" + text + "\", character " + (at + 1) + ": " + what);
    }
}
