package tidings.localstack.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// List prices of us-east-1 in millionths of a dollar, without free tiers: those of `prices.yaml`. A request of a
/// table is taken for one unit.
final class ListPrices {
    private static final String FILE = "/tidings/localstack/prices.yaml";
    private static final List<String> READS = List.of("Get", "BatchGet", "Query");
    private static final Map<?, ?> PRICES = read();

    private ListPrices() {}

    private static Map<?, ?> read() {
        try (InputStream in = ListPrices.class.getResourceAsStream(FILE)) {
            return (Map<?, ?>) new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /// Dollars for as much as the price is per.
    private static double dollars(String name) {
        if (PRICES.get(name) instanceof Map<?, ?> price && price.get("usd") instanceof Number usd) {
            return usd.doubleValue();
        }
        throw new IllegalStateException(FILE + " has no price of " + name);
    }

    /// @param name of a subsegment: a service and its operation for AWS, else the service alone
    static boolean isAws(String name) {
        return name.contains(" ");
    }

    /// Of a remote call; the price of a million is that of one in millionths.
    static double microDollars(String name) {
        String service = name.split(" ")[0];
        return switch (service) {
            case "Sqs" -> dollars("sqs-fifo");
            case "DynamoDb" ->
                dollars(
                        READS.stream().anyMatch(read -> name.startsWith("DynamoDb " + read))
                                ? "dynamodb-read"
                                : "dynamodb-write");
            case "Valkey" -> dollars("valkey-ecpu");
            default -> 0;
        };
    }

    /// Of a call of a function.
    static double call(long millis, int megabytes) {
        return dollars("lambda-request") + millis / 1_000.0 * megabytes / 1_024 * dollars("lambda-gb-second") * 1e6;
    }
}
