package tidings.localstack.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recursive descent over metric math: `OR` binds weakest, then `AND`, comparisons, sums, products, powers.
final class ExpressionParser {
    /// The functions that the local stack supports.
    static final Set<String> FUNCTIONS = Set.of(
            "ABS",
            "ANOMALY_DETECTION_BAND",
            "AVG",
            "CEIL",
            "FILL",
            "FLOOR",
            "IF",
            "MAX",
            "METRICS",
            "MIN",
            "PERIOD",
            "SEARCH",
            "SUM");

    private static final List<Set<String>> LEVELS = List.of(
            Set.of("OR", "||"),
            Set.of("AND", "&&"),
            Set.of("==", "!=", "<", ">", "<=", ">="),
            Set.of("+", "-"),
            Set.of("*", "/"),
            Set.of("^"));
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<number>\\d+(?:\\.\\d+)?)|(?<word>[A-Za-z][A-Za-z0-9_]*)|'(?<single>[^']*)'|\"(?<text>[^\"]*)\""
                    + "|(?<symbol>==|!=|<=|>=|&&|\\|\\||[-+*/^<>(),\\[\\]]))");

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
            for (String kind : List.of("number", "word", "single", "text", "symbol")) {
                if (match.group(kind) != null) {
                    tokens.add(new Token(kind.equals("single") ? "text" : kind, match.group(kind), match.start(kind)));
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

    private Expression level(int level) {
        if (level == LEVELS.size()) {
            return operand();
        }
        Expression left = level(level + 1);
        while (next < tokens.size()
                && LEVELS.get(level).contains(tokens.get(next).value())) {
            String operator = tokens.get(next++).value();
            left = new Expression.Operation(operator, left, level(level + 1));
        }
        return left;
    }

    private Expression operand() {
        Token token = take();
        return switch (token.kind()) {
            case "number" -> new Expression.Number(Double.parseDouble(token.value()));
            case "text" -> new Expression.Text(token.value());
            case "word" -> isNext("(") ? call(token) : new Expression.Id(token.value());
            default ->
                switch (token.value()) {
                    case "-" -> new Expression.Negated(operand());
                    case "(" -> {
                        Expression inner = level(0);
                        expect(")");
                        yield inner;
                    }
                    case "[" -> new Expression.Array(list("]"));
                    default -> throw wrong("no operand: " + token.value(), token.at());
                };
        };
    }

    private Expression call(Token name) {
        String function = name.value().toUpperCase(Locale.ROOT);
        if (!FUNCTIONS.contains(function)) {
            throw wrong(
                    "unknown function " + name.value() + "; known here are "
                            + FUNCTIONS.stream().sorted().toList(),
                    name.at());
        }
        expect("(");
        return new Expression.Call(function, list(")"));
    }

    private List<Expression> list(String end) {
        List<Expression> items = new ArrayList<>();
        if (isNext(end)) {
            next++;
            return items;
        }
        items.add(level(0));
        while (isNext(",")) {
            next++;
            items.add(level(0));
        }
        expect(end);
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
