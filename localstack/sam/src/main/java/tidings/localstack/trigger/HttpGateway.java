package tidings.localstack.trigger;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import tidings.localstack.http.LoopbackServer;
import tidings.localstack.lambda.Functions;
import tidings.localstack.lambda.InvocationResult;

/// A function URL or an HTTP API: one address whose requests become events of payload format 2.0. It listens before
/// there are functions, because the template refers to its address; until [#serve] it responds with 503.
public final class HttpGateway implements AutoCloseable {
    private final String id;
    private final LoopbackServer server;
    private final Consumer<String> console;
    private final HttpEvent events;
    private volatile Target target;

    private record Target(Functions functions, HttpRoutes routes, Failures failures) {}

    /// The responses to errors.
    public enum Failures {
        FUNCTION_URL("Internal Server Error", 502),
        HTTP_API("{\"message\":\"Internal Server Error\"}", 500);

        private final String text;
        private final int status;

        Failures(String text, int status) {
            this.text = text;
            this.status = status;
        }

        FunctionResponse internal() {
            return FunctionResponse.json(status, text);
        }
    }

    private HttpGateway(String id, InstantSource clock, Consumer<String> console) {
        this.id = id;
        this.console = console;
        this.events = new HttpEvent(id, clock);
        this.server = LoopbackServer.listen(0, id, this::handle);
    }

    public static HttpGateway listen(String id, InstantSource clock, Consumer<String> console) {
        return new HttpGateway(id, clock, console);
    }

    /// Ends with a slash, as function URLs do.
    public URI uri() {
        return server.uri().resolve("/");
    }

    public void serve(Functions functions, HttpRoutes routes, Failures failures) {
        target = new Target(functions, routes, failures);
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        answer(exchange, body).send(exchange);
    }

    private FunctionResponse answer(HttpExchange exchange, byte[] body) throws InterruptedException {
        if (!(target instanceof Target(Functions functions, HttpRoutes routes, Failures failures))) {
            return FunctionResponse.json(503, "{\"message\":\"Service Unavailable\"}");
        }
        Optional<HttpRoutes.Match> match = routes.match(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
        if (match.isEmpty()) {
            return FunctionResponse.json(404, "{\"message\":\"Not Found\"}");
        }
        if (match.get().signed() && Signature.signer(exchange).isEmpty()) {
            return FunctionResponse.json(403, "{\"message\":\"Forbidden\"}");
        }
        return switch (functions.invoke(match.get().function(), events.of(exchange, body, match.get()))) {
            case InvocationResult.Answered(byte[] answer) -> {
                Optional<FunctionResponse> read = FunctionResponse.read(answer);
                if (read.isEmpty()) {
                    console.accept(id + "  ERROR " + match.get().function() + " returned no valid HTTP response");
                }
                yield read.orElseGet(failures::internal);
            }
            case InvocationResult.Failed _ -> failures.internal();
            case InvocationResult.Rejected(InvocationResult.Rejection reason, String message) ->
                switch (reason) {
                    case THROTTLED -> FunctionResponse.json(429, "{\"message\":\"" + message + "\"}");
                    case TOO_LARGE -> FunctionResponse.json(413, "{\"message\":\"" + message + "\"}");
                };
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
