package tidings.webhook;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tidings.aws.Deadline;
import tidings.aws.Env;
import tidings.aws.Segment;
import tidings.aws.UnavailableException;

/// Calls a service of AWS with what the JDK has. AWS's own SDK allocates four times as much a call, and more than
/// half of all classes that the webhook would load are of it. Thread-safe.
final class SignedAwsJson implements AwsJson {
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int ATTEMPTS = 3;
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    /// @param name in traces
    /// @param host its part of the host's name, which is also what requests are signed for
    /// @param endpoint the variable with another address
    /// @param prefix of its operations
    enum Service {
        SQS("Sqs", "sqs", "AWS_ENDPOINT_URL_SQS", "AmazonSQS", "application/x-amz-json-1.0"),
        SECRETS_MANAGER(
                "SecretsManager",
                "secretsmanager",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                "secretsmanager",
                "application/x-amz-json-1.1");

        private final String name;
        private final String host;
        private final String endpoint;
        private final String prefix;
        private final String contentType;

        Service(String name, String host, String endpoint, String prefix, String contentType) {
            this.name = name;
            this.host = host;
            this.endpoint = endpoint;
            this.prefix = prefix;
            this.contentType = contentType;
        }
    }

    private final Service service;
    private final URL url;
    private final Supplier<Credentials> credentials;
    private final SignatureV4 signature;
    private final InstantSource clock;

    SignedAwsJson(Service service, Env env, Supplier<Credentials> credentials, InstantSource clock) {
        String region = env.text("AWS_REGION");
        this.service = service;
        this.url = url(env.given(service.endpoint)
                .orElseGet(() -> String.join("", "https://", service.host, ".", region, ".amazonaws.com")));
        this.credentials = credentials;
        this.signature = new SignatureV4(service.host, region);
        this.clock = clock;
    }

    private static URL url(String endpoint) {
        try {
            return URI.create(endpoint).resolve("/").toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(endpoint + " is no address of a service", e);
        }
    }

    @Override
    public byte[] call(String operation, byte[] input) {
        return Segment.remote(service.name + " " + operation, () -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return attempt(operation, input);
                } catch (Again e) {
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                    LockSupport.parkNanos(PAUSE.toNanos() * attempt);
                }
            }
        });
    }

    private byte[] attempt(String operation, byte[] input) {
        Http.Response response;
        try {
            response = Http.send(
                    url, headers(operation, input), input, Deadline.current().atMost(ATTEMPT));
        } catch (IOException e) {
            throw new Again(service.name + " " + operation + " is not answered", e);
        }
        if (response.status() == OK) {
            return response.body();
        }
        String type = JsonObject.text(response.body(), "__type").orElse("no type");
        String problem = service.name + " " + operation + " is answered with " + response.status() + ", " + type;
        boolean passes = response.status() >= SERVER_ERROR || type.contains("Throttl");
        throw passes ? new Again(problem, null) : new UnavailableException(problem);
    }

    private SequencedMap<String, String> headers(String operation, byte[] input) {
        Credentials now = credentials.get();
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("content-type", service.contentType);
        headers.put("host", url.getAuthority());
        headers.put("x-amz-target", service.prefix + "." + operation);
        headers.put(
                SignatureV4.TIME,
                clock.instant()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .replace("-", "")
                        .replace(":", ""));
        now.token().ifPresent(token -> headers.put("x-amz-security-token", token));
        headers.put("authorization", signature.of(headers, input, now));
        return headers;
    }

    /// What may go well when it is tried again.
    private static final class Again extends UnavailableException {
        private static final long serialVersionUID = 1L;

        Again(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
