package tidings.aws;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.localstack.service.DynamoDbServer;
import tidings.localstack.service.SecretsManagerServer;
import tidings.localstack.service.SqsServer;
import tidings.localstack.template.StackModel;
import tidings.testing.External;

/// Queues, tables and secrets of a place, and how a secret is set there.
public final class AwsServices implements AutoCloseable {
    private final List<Runnable> parts;
    private final SqsClient sqs;
    private final Optional<DynamoDbClient> dynamoDb;
    private final SecretsManagerClient secretsManager;
    private final SecretSetter secretSetter;

    private interface SecretSetter {
        /// Returns the ARN.
        String set(String name, String text);
    }

    private AwsServices(
            List<Runnable> parts,
            SqsClient sqs,
            Optional<DynamoDbClient> dynamoDb,
            SecretsManagerClient secretsManager,
            SecretSetter secretSetter) {
        this.parts = parts;
        this.sqs = sqs;
        this.dynamoDb = dynamoDb;
        this.secretsManager = secretsManager;
        this.secretSetter = secretSetter;
    }

    /// @param logs where servers write
    static AwsServices ofTheLocalStack(Path logs) {
        SqsServer queues = SqsServer.start();
        DynamoDbServer tables = DynamoDbServer.start(logs);
        SecretsManagerServer secrets = SecretsManagerServer.start(InstantSource.system());
        SecretsManagerClient client = client(SecretsManagerClient.builder(), secrets.endpoint());
        return new AwsServices(
                List.of(queues::close, tables::close, secrets::close, client::close),
                queues.client(),
                Optional.of(tables.client()),
                client,
                (name, text) -> {
                    String arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:" + name;
                    secrets.create(
                            List.of(new StackModel.Secret(name, name, arn, Optional.of(text), Optional.empty())),
                            Map.of());
                    return arn;
                });
    }

    /// @param tables where DynamoDB is
    /// @param server ends the server, where it is to end with this
    static AwsServices at(URI endpoint, URI tables, Runnable server) {
        SqsClient sqs = client(SqsClient.builder(), endpoint);
        DynamoDbClient dynamoDb = client(DynamoDbClient.builder(), tables);
        SecretsManagerClient secrets = client(SecretsManagerClient.builder(), endpoint);
        return new AwsServices(
                List.of(server, sqs::close, dynamoDb::close, secrets::close),
                sqs,
                answering(dynamoDb),
                secrets,
                (name, text) -> set(secrets, name, text));
    }

    /// LocalStack needs Docker, or the network, for its own DynamoDB.
    private static Optional<DynamoDbClient> answering(DynamoDbClient client) {
        try {
            client.listTables();
            return Optional.of(client);
        } catch (SdkException _) {
            return Optional.empty();
        }
    }

    private static String set(SecretsManagerClient client, String name, String text) {
        try {
            return client.putSecretValue(secret -> secret.secretId(name).secretString(text))
                    .arn();
        } catch (ResourceNotFoundException _) {
            return client.createSecret(secret -> secret.name(name).secretString(text))
                    .arn();
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public SqsClient sqs() {
        return sqs;
    }

    public DynamoDbClient dynamoDb() {
        return External.require("localstack-dynamodb", dynamoDb);
    }

    public SecretsManagerClient secretsManager() {
        return secretsManager;
    }

    /// Makes a secret, or gives it another text; returns its ARN.
    public String secret(String name, String text) {
        return secretSetter.set(name, text);
    }

    @Override
    public void close() {
        parts.reversed().forEach(Runnable::run);
    }
}
