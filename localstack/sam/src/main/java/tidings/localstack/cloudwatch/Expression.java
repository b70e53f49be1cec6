package tidings.localstack.cloudwatch;

/// A parsed expression of metric math
/// (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html).
@FunctionalInterface
interface Expression {
    Operand in(AlarmEvaluation evaluation);

    /// @throws IllegalArgumentException naming what is not understood, and where
    static Expression parse(String text) {
        return new ExpressionParser(text).parse();
    }
}
