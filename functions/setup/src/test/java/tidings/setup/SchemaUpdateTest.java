package tidings.setup;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaUpdateTest {
    private static final String OWNER = "{\"username\":\"owner\",\"password\":\"planted\"}";

    private final List<String> calls = new ArrayList<>();
    private final SchemaUpdate update = new SchemaUpdate(
            arn -> {
                calls.add("read " + arn);
                return OWNER;
            },
            (function, owner) -> {
                calls.add("call " + function + " with " + owner);
                return 1;
            },
            Duration.ZERO);

    @ParameterizedTest
    @ValueSource(strings = {"migrations-create", "migrations-update"})
    void handsTheOwnersPasswordToTheFunctionInside(String sample) {
        update.make(change(sample));

        assertThat(calls)
                .containsExactly(
                        "read arn:aws:secretsmanager:eu-west-1:000000000000:secret:rds!db-5c1c5a5e",
                        "call arn:aws:lambda:eu-west-1:000000000000:function:tidings-SchemaFunction with " + OWNER);
    }

    @Test
    void takesNothingAwayWhenTheStackIsDeleted() {
        update.make(change("migrations-delete"));

        assertThat(calls).isEmpty();
    }

    @Test
    void isAlwaysTheSameResource() {
        assertThat(update.physicalId(change("migrations-create"))).isEqualTo("schema");
        assertThat(change("migrations-update").physicalId()).hasValue("schema");
    }

    @Test
    void tellsHowManyMigrationsTheFunctionApplied() throws IOException {
        assertThat(migrated(Optional.empty(), "2")).isEqualTo(2);
    }

    @Test
    void tellsTheReasonOfTheMigrationThatFailed() {
        assertThatThrownBy(() -> migrated(
                        Optional.of("Unhandled"),
                        "{\"errorMessage\":\"Script V3__wrong.sql failed\\n-----\\nERROR: no\",\"errorType\":\"X\"}"))
                .isInstanceOf(SetupException.class)
                .hasMessage("A migration failed and the schema is unchanged: Script V3__wrong.sql failed ----- ERROR:"
                        + " no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ResourceNotReadyException",
                "ENINotReadyException",
                "EC2ThrottledException",
                "ResourceConflictException",
                "TooManyRequestsException",
                "AccessDeniedException",
                "AccessDenied"
            })
    void waitsForAFunctionOrAPermissionThatIsNotReadyYet(String code) {
        AtomicInteger attempts = new AtomicInteger();
        SchemaUpdate patient = new SchemaUpdate(
                arn -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw refused(code);
                    }
                    return OWNER;
                },
                (function, owner) -> {
                    if (attempts.incrementAndGet() < 6) {
                        throw refused(code);
                    }
                    return 1;
                },
                Duration.ZERO);

        patient.make(change("migrations-create"));

        assertThat(attempts).hasValue(6);
    }

    @Test
    void callsOnceWhatMayHaveRun() {
        AtomicInteger attempts = new AtomicInteger();
        SchemaUpdate once = new SchemaUpdate(
                arn -> OWNER,
                (function, owner) -> {
                    attempts.incrementAndGet();
                    throw refused("ServiceException");
                },
                Duration.ZERO);

        assertThatThrownBy(() -> once.make(change("migrations-create"))).isInstanceOf(LambdaException.class);
        assertThat(attempts).hasValue(1);
    }

    private static LambdaException refused(String code) {
        return (LambdaException) LambdaException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static int migrated(Optional<String> functionError, String payload) throws IOException {
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        HttpServer lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lambda.createContext("/", exchange -> {
            try (exchange) {
                boolean asExpected =
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).equals(OWNER);
                functionError.ifPresent(error -> exchange.getResponseHeaders().set("X-Amz-Function-Error", error));
                exchange.sendResponseHeaders(asExpected ? 200 : 400, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        lambda.start();
        try (LambdaClient client = LambdaClient.builder()
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + lambda.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            return new LambdaSchema(client).migrate("schema", OWNER);
        } finally {
            lambda.stop(0);
        }
    }

    private static ResourceChange change(String sample) {
        CloudFormationCustomResourceEvent event = Events.read(sample);
        return CustomResourceHandler.change(event);
    }
}
