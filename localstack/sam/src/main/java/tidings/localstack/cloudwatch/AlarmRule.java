package tidings.localstack.cloudwatch;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The rule of a composite alarm, such as `ALARM(a) AND (ALARM(b) OR NOT OK(c))`
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html).
record AlarmRule(String text) {
    private static final Pattern STATE = Pattern.compile("(ALARM|OK|INSUFFICIENT_DATA)\\(\\s*\"?([^()\"]+?)\"?\\s*\\)");
    private static final Pattern INNERMOST = Pattern.compile("\\(([^()]*)\\)");

    /// @throws IllegalArgumentException when it is not a valid rule
    AlarmRule {
        holds(text, _ -> AlarmState.OK);
    }

    /// The alarms that it names.
    Set<String> alarms() {
        return STATE.matcher(text)
                .results()
                .map(state -> state.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean holds(Function<String, AlarmState> states) {
        return holds(text, states);
    }

    /// Replaces states and then parentheses by what they come to, until neither is left.
    private static boolean holds(String rule, Function<String, AlarmState> states) {
        String rest = STATE.matcher(rule).replaceAll(state -> is(state, states) ? "TRUE" : "FALSE");
        while (INNERMOST.matcher(rest).find()) {
            rest = INNERMOST.matcher(rest).replaceAll(inner -> anyOf(inner.group(1), rule) ? "TRUE" : "FALSE");
        }
        return anyOf(rest, rule);
    }

    private static boolean is(MatchResult state, Function<String, AlarmState> states) {
        return states.apply(state.group(2)) == AlarmState.valueOf(state.group(1));
    }

    private static boolean anyOf(String flat, String rule) {
        return Arrays.stream(flat.split(" OR "))
                .map(all -> Arrays.stream(all.split(" AND "))
                        .map(one -> truth(one.strip(), rule))
                        .reduce(true, Boolean::logicalAnd))
                .reduce(false, Boolean::logicalOr);
    }

    private static boolean truth(String one, String rule) {
        return switch (one) {
            case "TRUE" -> true;
            case "FALSE" -> false;
            case String not
            when not.startsWith("NOT ") -> !truth(not.substring(4).strip(), rule);
            default ->
                throw new IllegalArgumentException("not a rule of ALARM(…), OK(…), INSUFFICIENT_DATA(…), AND, OR, NOT,"
                        + " TRUE, FALSE and parentheses: " + rule);
        };
    }
}
