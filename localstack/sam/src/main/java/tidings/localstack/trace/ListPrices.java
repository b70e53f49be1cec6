package tidings.localstack.trace;

import java.util.List;

/// List prices of us-east-1 in millionths of a dollar, without free tiers. A request of a table is taken for one
/// unit. https://aws.amazon.com/lambda/pricing/, https://aws.amazon.com/sqs/pricing/,
/// https://aws.amazon.com/dynamodb/pricing/on-demand/, https://aws.amazon.com/elasticache/pricing/
final class ListPrices {
    private static final double GIGABYTE_SECOND = 13.3334;
    private static final double CALL = 0.2;
    private static final double QUEUE_REQUEST = 0.5;
    private static final double ITEM_WRITTEN = 0.625;
    private static final double ITEM_READ = 0.125;
    private static final double CACHE_COMMAND = 0.0023;
    private static final List<String> READS = List.of("Get", "BatchGet", "Query");

    private ListPrices() {}

    /// @param name of a subsegment: a service and its operation for AWS, else the service alone
    static boolean isAws(String name) {
        return name.contains(" ");
    }

    /// Of a remote call.
    static double microDollars(String name) {
        String service = name.split(" ")[0];
        return switch (service) {
            case "Sqs" -> QUEUE_REQUEST;
            case "DynamoDb" ->
                READS.stream().anyMatch(read -> name.startsWith("DynamoDb " + read)) ? ITEM_READ : ITEM_WRITTEN;
            case "Valkey" -> CACHE_COMMAND;
            default -> 0;
        };
    }

    /// Of a call of a function.
    static double call(long millis, int megabytes) {
        return CALL + millis / 1_000.0 * megabytes / 1_024 * GIGABYTE_SECOND;
    }
}
