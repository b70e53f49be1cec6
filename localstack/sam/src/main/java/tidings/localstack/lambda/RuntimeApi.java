package tidings.localstack.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.localstack.http.LoopbackServer;

/// The Lambda Runtime API (version 2018-06-01, with restore) for all environments: one server, one path prefix per
/// environment. See <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>.
final class RuntimeApi implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/(?<environment>\\w+)/2018-06-01/runtime/(?<call>.+)");
    private static final Pattern RESULT = Pattern.compile("invocation/(?<id>[^/]+)/(?<kind>response|error)");

    private final LoopbackServer server;
    private final Map<String, Environment> environments = new ConcurrentHashMap<>();

    private RuntimeApi() {
        this.server = LoopbackServer.listen(0, "the Runtime API", this::handle);
    }

    /// Listens on a free loopback port.
    static RuntimeApi start() {
        return new RuntimeApi();
    }

    /// What an environment gets as `AWS_LAMBDA_RUNTIME_API`.
    String address(String environment) {
        return server.uri().getAuthority() + "/" + environment;
    }

    void register(String id, Environment environment) {
        environments.put(id, environment);
    }

    void forget(String id) {
        environments.remove(id);
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        Environment environment = path.matches() ? environments.get(path.group("environment")) : null;
        if (environment == null) {
            reply(exchange, 404, error("NotFound", "no such environment"));
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        String call = exchange.getRequestMethod() + " " + path.group("call");
        switch (call) {
            case "GET invocation/next" -> next(exchange, environment);
            // There is no snapshot: the process simply continues.
            case "GET restore/next" -> reply(exchange, 200, "{}");
            case "POST init/error", "POST restore/error" -> {
                environment.failInit(body);
                accepted(exchange);
            }
            default -> result(exchange, environment, path.group("call"), body);
        }
    }

    private static void next(HttpExchange exchange, Environment environment) throws IOException, InterruptedException {
        Optional<Environment.Invocation> next = environment.next();
        if (next.isEmpty()) {
            return;
        }
        Environment.Invocation invocation = next.get();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(environment.deadlineMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", environment.arn());
        headers.set("Lambda-Runtime-Trace-Id", invocation.traceId());
        LoopbackServer.reply(exchange, 200, "application/json", invocation.event());
    }

    private static void result(HttpExchange exchange, Environment environment, String call, byte[] body)
            throws IOException {
        Matcher result = RESULT.matcher(call);
        if (!result.matches() || !exchange.getRequestMethod().equals("POST")) {
            reply(exchange, 404, error("NotFound", "no such call"));
            return;
        }
        boolean current = switch (result.group("kind")) {
            case "response" -> environment.respond(result.group("id"), body);
            default -> environment.fail(result.group("id"), body);
        };
        if (!current) {
            reply(exchange, 400, error("InvalidRequestID", "Invalid request ID"));
        } else if (result.group("kind").equals("response") && !PayloadLimits.allowsAnswer(body)) {
            reply(exchange, 413, error("RequestEntityTooLarge", "Exceeded maximum allowed payload size"));
        } else {
            accepted(exchange);
        }
    }

    private static void accepted(HttpExchange exchange) throws IOException {
        reply(exchange, 202, "{\"status\":\"OK\"}");
    }

    private static String error(String type, String message) {
        return new String(PayloadLimits.error(type, message), StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        LoopbackServer.reply(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
