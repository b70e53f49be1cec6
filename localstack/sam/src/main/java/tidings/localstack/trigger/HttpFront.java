package tidings.localstack.trigger;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import tidings.localstack.http.LoopbackServer;
import tidings.localstack.lambda.Functions;
import tidings.localstack.lambda.Outcome;

/// A function URL or an HTTP API: one address whose requests become events of payload version 2.0. It listens before
/// there are functions, because others refer to its address; until [#serve] it answers 503.
public final class HttpFront implements AutoCloseable {
    private final String id;
    private final LoopbackServer server;
    private final Consumer<String> console;
    private final HttpEvent events;
    private volatile Target target;

    private record Target(Functions functions, Routes routes, Failures failures) {}

    /// How errors are answered.
    public enum Failures {
        FUNCTION_URL("Internal Server Error", 502),
        HTTP_API("{\"message\":\"Internal Server Error\"}", 500);

        private final String text;
        private final int status;

        Failures(String text, int status) {
            this.text = text;
            this.status = status;
        }

        HttpAnswer internal() {
            return HttpAnswer.json(status, text);
        }
    }

    private HttpFront(String id, InstantSource clock, Consumer<String> console) {
        this.id = id;
        this.console = console;
        this.events = new HttpEvent(id, clock);
        this.server = LoopbackServer.listen(0, id, this::handle);
    }

    public static HttpFront listen(String id, InstantSource clock, Consumer<String> console) {
        return new HttpFront(id, clock, console);
    }

    /// Ends in a slash, as function URLs do.
    public URI uri() {
        return server.uri().resolve("/");
    }

    public void serve(Functions functions, Routes routes, Failures failures) {
        target = new Target(functions, routes, failures);
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        answer(exchange, body).send(exchange);
    }

    private HttpAnswer answer(HttpExchange exchange, byte[] body) throws InterruptedException {
        if (!(target instanceof Target(Functions functions, Routes routes, Failures failures))) {
            return HttpAnswer.json(503, "{\"message\":\"Service Unavailable\"}");
        }
        Optional<Routes.Match> match = routes.match(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
        if (match.isEmpty()) {
            return HttpAnswer.json(404, "{\"message\":\"Not Found\"}");
        }
        if (match.get().signed() && Signature.signer(exchange).isEmpty()) {
            return HttpAnswer.json(403, "{\"message\":\"Forbidden\"}");
        }
        return switch (functions.invoke(match.get().function(), events.of(exchange, body, match.get()))) {
            case Outcome.Answered(byte[] answer) -> {
                Optional<HttpAnswer> read = HttpAnswer.read(answer);
                if (read.isEmpty()) {
                    console.accept(id + "  ERROR " + match.get().function() + " answered what is no HTTP response");
                }
                yield read.orElseGet(failures::internal);
            }
            case Outcome.Failed _ -> failures.internal();
            case Outcome.Refused(Outcome.Refusal reason, String message) ->
                switch (reason) {
                    case THROTTLED -> HttpAnswer.json(429, "{\"message\":\"" + message + "\"}");
                    case TOO_LARGE -> HttpAnswer.json(413, "{\"message\":\"" + message + "\"}");
                };
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
