package tidings.localstack.trigger;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
        FUNCTION_URL("Internal Server Error", 502, Duration.ofMinutes(15)),
        /// It waits 30 seconds for a function, which goes on after that
        /// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
        HTTP_API("{\"message\":\"Internal Server Error\"}", 500, Duration.ofSeconds(30));

        private final String text;
        private final int status;
        private final Duration patience;

        Failures(String text, int status, Duration patience) {
            this.text = text;
            this.status = status;
            this.patience = patience;
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
            return unavailable();
        }
        Optional<HttpRoutes.Match> match = routes.match(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
        if (match.isEmpty()) {
            return FunctionResponse.json(404, "{\"message\":\"Not Found\"}");
        }
        if (match.get().signed() && Signature.signer(exchange).isEmpty()) {
            return FunctionResponse.json(403, "{\"message\":\"Forbidden\"}");
        }
        byte[] event = events.of(exchange, body, match.get());
        Optional<InvocationResult> result =
                within(failures.patience, () -> functions.invoke(match.get().function(), event));
        return switch (result.orElse(null)) {
            case null -> unavailable();
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

    private static FunctionResponse unavailable() {
        return FunctionResponse.json(503, "{\"message\":\"Service Unavailable\"}");
    }

    /// What a call returns, if it does so in time.
    static <T> Optional<T> within(Duration patience, Callable<T> call) throws InterruptedException {
        FutureTask<T> result = new FutureTask<>(call);
        Thread.ofVirtual().name("request").start(result);
        try {
            return Optional.of(result.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a function cannot be invoked", e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
