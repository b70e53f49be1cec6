package tidings.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// DynamoDB's expressions over one item, as far as tables are used with them
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html).
/// Anything else fails the run and says what is missing.
///
/// @param item as it is stored; without attributes if it is not there
record Expressions(Map<String, AttributeValue> item, Map<String, String> names, Map<String, AttributeValue> values) {
    private static final Pattern TOKEN = Pattern.compile("[#:]?\\w+|<>|<=|>=|[=<>(),+-]");
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Map<String, List<String>> READ = new ConcurrentHashMap<>();

    boolean holds(String condition) {
        Reader reader = new Reader(condition);
        boolean holds = reader.or();
        reader.finish();
        return holds;
    }

    /// The item's attributes after an update.
    Map<String, AttributeValue> updated(String update) {
        return new Reader(update).update();
    }

    private final class Reader {
        private final String text;
        private final List<String> tokens;
        private int at;

        Reader(String text) {
            this.text = text;
            this.tokens = READ.computeIfAbsent(
                    text,
                    _ -> TOKEN.matcher(text).results().map(MatchResult::group).toList());
        }

        boolean or() {
            boolean holds = and();
            while (take("or")) {
                holds |= and();
            }
            return holds;
        }

        private boolean and() {
            boolean holds = primary();
            while (take("and")) {
                holds &= primary();
            }
            return holds;
        }

        private boolean primary() {
            if (take("not")) {
                return !primary();
            } else if (take("(")) {
                boolean holds = or();
                expect(")");
                return holds;
            }
            return switch (peek()) {
                case "attribute_exists" -> function(1).getFirst() != null;
                case "attribute_not_exists" -> function(1).getFirst() == null;
                case "contains" -> {
                    List<AttributeValue> both = function(2);
                    yield both.get(0) != null
                            && both.get(0).ss().contains(both.get(1).s());
                }
                case "begins_with" -> {
                    List<AttributeValue> both = function(2);
                    yield both.get(0) != null
                            && both.get(0).s().startsWith(both.get(1).s());
                }
                default -> comparison();
            };
        }

        private boolean comparison() {
            AttributeValue left = operand();
            String operator = next();
            AttributeValue right = operand();
            if (!COMPARISONS.contains(operator)) {
                throw unknown(operator);
            } else if (left == null || right == null) {
                return operator.equals("<>");
            }
            int order = left.n() != null && right.n() != null
                    ? new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()))
                    : left.equals(right) ? 0 : String.valueOf(left.s()).compareTo(String.valueOf(right.s()));
            return switch (operator) {
                case "=" -> order == 0;
                case "<>" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }

        Map<String, AttributeValue> update() {
            Map<String, AttributeValue> next = new HashMap<>(item);
            while (at < tokens.size()) {
                String clause = next().toUpperCase(Locale.ROOT);
                do {
                    String attribute = name(next());
                    switch (clause) {
                        case "SET" -> {
                            expect("=");
                            next.put(attribute, sum());
                        }
                        case "REMOVE" -> next.remove(attribute);
                        case "ADD" -> next.put(attribute, added(item.get(attribute), operand()));
                        default -> throw unknown(clause);
                    }
                } while (take(","));
            }
            return next;
        }

        private AttributeValue sum() {
            AttributeValue value = operand();
            if (take("+")) {
                return sum(value, operand(), 1);
            }
            return take("-") ? sum(value, operand(), -1) : value;
        }

        private static AttributeValue added(AttributeValue first, AttributeValue more) {
            if (!more.hasSs()) {
                return sum(first, more, 1);
            }
            Set<String> all = new TreeSet<>(more.ss());
            all.addAll(first == null ? List.of() : first.ss());
            return AttributeValue.fromSs(List.copyOf(all));
        }

        private static AttributeValue sum(AttributeValue first, AttributeValue second, int sign) {
            BigDecimal start = first == null ? BigDecimal.ZERO : new BigDecimal(first.n());
            return AttributeValue.fromN(start.add(new BigDecimal(second.n()).multiply(BigDecimal.valueOf(sign)))
                    .toPlainString());
        }

        private AttributeValue operand() {
            if (peek().equals("if_not_exists")) {
                List<AttributeValue> both = function(2);
                return both.get(0) == null ? both.get(1) : both.get(0);
            }
            if (peek().equals("size")) {
                AttributeValue set = function(1).getFirst();
                return set == null
                        ? null
                        : AttributeValue.fromN(Integer.toString(set.ss().size()));
            }
            String token = next();
            return token.startsWith(":") ? values.get(token) : item.get(name(token));
        }

        private List<AttributeValue> function(int arguments) {
            next();
            expect("(");
            List<AttributeValue> found = new ArrayList<>();
            for (int i = 0; i < arguments; i++) {
                if (i > 0) {
                    expect(",");
                }
                found.add(operand());
            }
            expect(")");
            return found;
        }

        void finish() {
            if (at < tokens.size()) {
                throw unknown(peek());
            }
        }

        private String name(String token) {
            return token.startsWith("#") ? names.get(token) : token;
        }

        private String peek() {
            return at < tokens.size() ? tokens.get(at) : "";
        }

        private String next() {
            return tokens.get(at++);
        }

        private boolean take(String token) {
            boolean there = peek().equalsIgnoreCase(token);
            at += there ? 1 : 0;
            return there;
        }

        private void expect(String token) {
            if (!take(token)) {
                throw unknown(peek());
            }
        }

        private AssertionError unknown(String token) {
            return new AssertionError("the simulated DynamoDB does not know '" + token + "' in: " + text);
        }
    }
}
