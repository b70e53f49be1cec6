package tidings.aws;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import tidings.testing.External;

/// The services of each place, started once for all tests that ask for them with `Places`.
public final class SharedAws implements ParameterResolver {
    /// The last that asks for no token; `localstack/compose.yaml` has the same.
    public static final String IMAGE = "localstack/localstack:4.14.0";

    /// Gives the services of a place, or skips the test where the place is not to be had.
    @FunctionalInterface
    public interface Places {
        AwsServices at(AwsPlace place);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Places.class;
    }

    @Override
    public Places resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getRoot().getStore(Namespace.create(SharedAws.class));
        return place -> store.computeIfAbsent(place, SharedAws::start, AwsServices.class);
    }

    private static AwsServices start(AwsPlace place) {
        return switch (place) {
            case LOCAL_STACK -> AwsServices.ofTheLocalStack(logs());
            case LOCALSTACK_OF_OTHERS ->
                given("tidings.aws.endpoint")
                        .map(endpoint -> AwsServices.at(endpoint, tables(endpoint), () -> {}))
                        .orElseGet(SharedAws::inDocker);
        };
    }

    private static AwsServices inDocker() {
        External.require("localstack", DockerClientFactory.instance().isDockerAvailable());
        LocalStackContainer container =
                new LocalStackContainer(IMAGE).withServices("sqs", "dynamodb", "secretsmanager");
        container.start();
        return AwsServices.at(container.getEndpoint(), tables(container.getEndpoint()), container::stop);
    }

    private static URI tables(URI otherwise) {
        return given("tidings.dynamodb.endpoint").orElse(otherwise);
    }

    private static Optional<URI> given(String setting) {
        return Optional.ofNullable(System.getProperty(setting)).map(URI::create);
    }

    private static Path logs() {
        Path folder = Path.of("target", "aws");
        folder.toFile().mkdirs();
        return folder;
    }
}
