package tidings.webhook;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Env;
import tidings.aws.UnavailableException;

/// The credentials of the function's role. They are in the environment, or, for they would be in a snapshot, with
/// an endpoint that the environment names
/// (https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html,
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html). Thread-safe.
final class RoleCredentials implements Supplier<Credentials> {
    private static final Logger LOG = LoggerFactory.getLogger(RoleCredentials.class);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /// Before they expire, and until the next try where there was no answer.
    private static final Duration EARLY = Duration.ofMinutes(5);

    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Env env;
    private final InstantSource clock;
    private Credentials known;
    private Instant asked = Instant.MIN;
    private Instant expires = Instant.MIN;

    RoleCredentials(Env env, InstantSource clock) {
        this.env = env;
        this.clock = clock;
    }

    @Override
    public synchronized Credentials get() {
        Instant now = clock.instant();
        if (now.isBefore(asked)) {
            return known;
        }
        Optional<String> endpoint = env.given("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        if (endpoint.isEmpty()) {
            known = new Credentials(
                    env.text("AWS_ACCESS_KEY_ID"), env.text("AWS_SECRET_ACCESS_KEY"), env.given("AWS_SESSION_TOKEN"));
            asked = Instant.MAX;
            return known;
        }
        try {
            ask(url(endpoint.get()));
            asked = expires.minus(EARLY);
        } catch (UnavailableException e) {
            if (!now.isBefore(expires)) {
                throw e;
            }
            LOG.warn("credentials are not refreshed: {}", e.getMessage());
            asked = now.plus(RETRY);
        }
        return known;
    }

    private void ask(URL endpoint) {
        try {
            Http.Response response = Http.send(
                    endpoint,
                    Map.of("authorization", env.text("AWS_CONTAINER_AUTHORIZATION_TOKEN")),
                    null,
                    Deadline.current().atMost(LONGEST));
            if (response.status() != OK) {
                throw new UnavailableException("credentials are answered with " + response.status());
            }
            Instant end = Instant.parse(field(response, "Expiration"));
            known = new Credentials(
                    field(response, "AccessKeyId"),
                    field(response, "SecretAccessKey"),
                    Optional.of(field(response, "Token")));
            expires = end;
        } catch (IOException | DateTimeParseException e) {
            throw new UnavailableException("the endpoint gives no credentials: " + e, e);
        }
    }

    private static String field(Http.Response response, String name) {
        return JsonObject.text(response.body(), name)
                .orElseThrow(() -> new UnavailableException("credentials have no " + name));
    }

    private static URL url(String endpoint) {
        try {
            return URI.create(endpoint).toURL();
        } catch (IllegalArgumentException | MalformedURLException e) {
            throw new IllegalStateException("AWS_CONTAINER_CREDENTIALS_FULL_URI is no URL: " + endpoint, e);
        }
    }
}
