package tidings.localstack.cloudwatch;

import java.util.List;

/// A parsed expression of metric math
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html).
sealed interface Expression {
    record Number(double value) implements Expression {}

    /// A quoted text: what to search for, or a statistic.
    record Text(String text) implements Expression {}

    /// The id of another query.
    record Id(String name) implements Expression {}

    record Operation(String operator, Expression left, Expression right) implements Expression {}

    record Negated(Expression operand) implements Expression {}

    record Call(String function, List<Expression> arguments) implements Expression {}

    record Array(List<Expression> items) implements Expression {}

    /// @throws IllegalArgumentException naming what is not understood, and where
    static Expression parse(String text) {
        return new ExpressionParser(text).parse();
    }

    /// Whether the function is called anywhere in it.
    default boolean calls(String function) {
        return switch (this) {
            case Number _, Text _, Id _ -> false;
            case Operation(String _, Expression left, Expression right) ->
                left.calls(function) || right.calls(function);
            case Negated(Expression operand) -> operand.calls(function);
            case Call(String name, List<Expression> arguments) ->
                name.equals(function) || arguments.stream().anyMatch(argument -> argument.calls(function));
            case Array(List<Expression> items) -> items.stream().anyMatch(item -> item.calls(function));
        };
    }
}
