package tidings.setup;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import tidings.aws.Secrets;

/// The database's schema. No function inside the VPC can read the owner's password, and none outside can reach the
/// database: so this one, outside, passes the password to one inside. Thread-safe.
///
/// Properties: `OwnerSecretArn`, `SchemaFunction`.
final class SchemaUpdate implements CustomResource {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaUpdate.class);

    /// With [#PAUSE]: two minutes, the time that Lambda needs to activate a function that was idle for weeks.
    private static final int ATTEMPTS = 25;

    static final Duration PAUSE = Duration.ofSeconds(5);

    /// Errors after which nothing has run: the function's network is not ready, or it is being updated.
    /// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
    private static final Set<String> NOT_STARTED = Set.of(
            "ResourceNotReadyException",
            "ResourceConflictException",
            "ENINotReadyException",
            "EC2ThrottledException",
            "EC2UnexpectedException",
            "TooManyRequestsException");

    private final Secrets secrets;
    private final Schema schema;
    private final Retry retry;

    /// Migrates the schema.
    @FunctionalInterface
    interface Schema {
        /// @param function its name or ARN
        /// @param owner the database's owner, as JSON with `username` and `password`
        /// @return how many migrations were applied
        /// @throws SetupException if one failed
        int migrate(String function, String owner);
    }

    /// @param pause between two attempts
    SchemaUpdate(Secrets secrets, Schema schema, Duration pause) {
        this.secrets = secrets;
        this.schema = schema;
        this.retry = Retry.of(
                "schema",
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .waitDuration(pause)
                        .retryOnException(SchemaUpdate::hasNotStarted)
                        .build());
        retry.getEventPublisher()
                .onRetry(event -> LOG.warn(
                        "attempt {} of {}: {}",
                        event.getNumberOfRetryAttempts(),
                        ATTEMPTS,
                        event.getLastThrowable().toString()));
    }

    /// IAM needs seconds until a new role has its permissions, so a denial counts as well.
    private static boolean hasNotStarted(Throwable failure) {
        return failure instanceof AwsServiceException answer
                && answer.awsErrorDetails() != null
                && (NOT_STARTED.contains(answer.awsErrorDetails().errorCode())
                        || answer.awsErrorDetails().errorCode().startsWith("AccessDenied"));
    }

    @Override
    public String physicalId(ResourceChange change) {
        return "schema";
    }

    /// The database's final snapshot keeps the data, so a deletion does nothing.
    @Override
    public void make(ResourceChange change) {
        switch (change.kind()) {
            case CREATE, UPDATE -> {
                Properties properties = change.properties();
                int applied = retry.executeSupplier(() -> schema.migrate(
                        properties.text("SchemaFunction"), secrets.get(properties.text("OwnerSecretArn"))));
                LOG.info("{} migrations were applied", applied);
            }
            case DELETE -> LOG.info("the schema stays as it is");
        }
    }
}
