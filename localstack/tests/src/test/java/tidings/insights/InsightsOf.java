package tidings.insights;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import tidings.aws.AwsClients;
import tidings.aws.Meter;
import tidings.aws.Wiring;
import tidings.settings.Insights;
import tidings.state.InsightsTable;

/// What the function insights reads from a CloudWatch. Functions that a queue wakes are called as their service is.
public final class InsightsOf {
    private InsightsOf() {}

    public static Supplier<Insights> cloudWatch(URI endpoint, String namespace, InstantSource clock) {
        Wiring silent = Wiring.silent();
        InsightsConfig config = new InsightsConfig(
                "insights",
                "sources",
                namespace,
                Series.WOKEN.stream()
                        .map(service -> new MeasuredFunction(service, service, 512))
                        .toList(),
                List.of(),
                "database",
                Optional.empty(),
                endpoint,
                endpoint);
        InsightsReader reader = new InsightsReader(
                config,
                new MetricData(AwsClients.client(CloudWatchClient.builder())
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build()),
                silent.client(ElastiCacheClient.builder()).build(),
                new InsightsTable(silent.client(DynamoDbClient.builder()).build(), "sources"),
                Meter.silent(),
                clock);
        return () -> reader.refresh().orElseThrow();
    }
}
