package tidings.state;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tidings.aws.Wiring;

public final class DynamoDb {
    private DynamoDb() {}

    /// The client that all tables of a function share.
    public static DynamoDbClient of(Wiring wiring) {
        return wiring.shared(
                DynamoDbClient.class,
                () -> wiring.client(DynamoDbClient.builder()).build());
    }
}
