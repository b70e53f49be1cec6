package tidings.localstack.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rule of a composite alarm, such as `ALARM(a) AND (ALARM(b) OR NOT OK(c))`
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html).
sealed interface AlarmRule {
    /// @param alarm a name or an ARN
    record Is(AlarmState state, String alarm) implements AlarmRule {}

    record Not(AlarmRule rule) implements AlarmRule {}

    record And(AlarmRule left, AlarmRule right) implements AlarmRule {}

    record Or(AlarmRule left, AlarmRule right) implements AlarmRule {}

    record Always(boolean value) implements AlarmRule {}

    default boolean holds(Function<String, AlarmState> states) {
        return switch (this) {
            case Is(AlarmState state, String alarm) -> states.apply(alarm) == state;
            case Not(AlarmRule rule) -> !rule.holds(states);
            case And(AlarmRule left, AlarmRule right) -> left.holds(states) && right.holds(states);
            case Or(AlarmRule left, AlarmRule right) -> left.holds(states) || right.holds(states);
            case Always(boolean value) -> value;
        };
    }

    /// The alarms that it names.
    default Set<String> alarms() {
        Set<String> alarms = new TreeSet<>();
        switch (this) {
            case Is(AlarmState _, String alarm) -> alarms.add(alarm);
            case Not(AlarmRule rule) -> alarms.addAll(rule.alarms());
            case And(AlarmRule left, AlarmRule right) -> {
                alarms.addAll(left.alarms());
                alarms.addAll(right.alarms());
            }
            case Or(AlarmRule left, AlarmRule right) -> {
                alarms.addAll(left.alarms());
                alarms.addAll(right.alarms());
            }
            case Always _ -> {}
        }
        return alarms;
    }

    /// @throws IllegalArgumentException when it is not a valid rule
    static AlarmRule parse(String text) {
        return new Parser(text).parse();
    }

    /// Recursive descent: `OR` binds weakest, then `AND`, then `NOT`.
    final class Parser {
        private static final Pattern TOKEN = Pattern.compile(
                "\\s*(ALARM|OK|INSUFFICIENT_DATA)\\(\\s*\"?([^()\"]+?)\"?\\s*\\)|\\s*(AND|OR|NOT|TRUE|FALSE|\\(|\\))");

        private final String text;
        private final List<Token> tokens = new ArrayList<>();
        private int next;

        private record Token(String word, String alarm) {}

        private Parser(String text) {
            this.text = text;
            Matcher match = TOKEN.matcher(text);
            int at = 0;
            while (at < text.stripTrailing().length()) {
                if (!match.find(at) || match.start() != at) {
                    throw wrong();
                }
                tokens.add(
                        match.group(1) == null
                                ? new Token(match.group(3), "")
                                : new Token(match.group(1), match.group(2)));
                at = match.end();
            }
        }

        private AlarmRule parse() {
            AlarmRule rule = or();
            if (next < tokens.size()) {
                throw wrong();
            }
            return rule;
        }

        private AlarmRule or() {
            AlarmRule left = and();
            while (isNext("OR")) {
                next++;
                left = new Or(left, and());
            }
            return left;
        }

        private AlarmRule and() {
            AlarmRule left = one();
            while (isNext("AND")) {
                next++;
                left = new And(left, one());
            }
            return left;
        }

        private AlarmRule one() {
            if (next == tokens.size()) {
                throw wrong();
            }
            Token token = tokens.get(next++);
            return switch (token.word()) {
                case "NOT" -> new Not(one());
                case "TRUE" -> new Always(true);
                case "FALSE" -> new Always(false);
                case "(" -> {
                    AlarmRule inner = or();
                    if (!isNext(")")) {
                        throw wrong();
                    }
                    next++;
                    yield inner;
                }
                case "ALARM", "OK", "INSUFFICIENT_DATA" -> new Is(AlarmState.valueOf(token.word()), token.alarm());
                default -> throw wrong();
            };
        }

        private boolean isNext(String word) {
            return next < tokens.size() && tokens.get(next).word().equals(word);
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("not a rule of ALARM(…), OK(…), INSUFFICIENT_DATA(…), AND, OR, NOT,"
                    + " TRUE, FALSE and parentheses: " + text);
        }
    }
}
