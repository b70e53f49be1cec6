package tidings.localstack.lambda;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.localstack.http.LoopbackServer;

/// The part of Lambda's API with which functions call each other: a synchronous `Invoke`.
/// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
final class InvokeApi implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/(?<function>[^/]+)/invocations");

    private final LoopbackServer server;
    private volatile Callee callee = (_, _) -> Optional.empty();

    /// Runs functions.
    @FunctionalInterface
    interface Callee {
        /// @param function its name or ARN
        /// @return empty when there is no such function
        Optional<InvocationResult> invoke(String function, byte[] event) throws InterruptedException;
    }

    private InvokeApi() {
        this.server = LoopbackServer.listen(0, "Lambda's API", this::handle);
    }

    /// Listens on a free loopback port; there are no functions before [#serve].
    static InvokeApi listen() {
        return new InvokeApi();
    }

    URI endpoint() {
        return server.uri();
    }

    void serve(Callee functions) {
        callee = functions;
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] event = exchange.getRequestBody().readAllBytes();
        Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
        Optional<InvocationResult> outcome =
                path.matches() ? callee.invoke(path.group("function"), event) : Optional.empty();
        switch (outcome.orElse(null)) {
            case null -> refuse(exchange, 404, "ResourceNotFoundException", "Function not found");
            case InvocationResult.Answered(byte[] body) -> reply(exchange, 200, body);
            case InvocationResult.Failed(byte[] error) -> {
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
                reply(exchange, 200, error);
            }
            case InvocationResult.Rejected(InvocationResult.Rejection reason, String message) -> {
                switch (reason) {
                    case THROTTLED -> refuse(exchange, 429, "TooManyRequestsException", message);
                    case TOO_LARGE -> refuse(exchange, 413, "RequestTooLargeException", message);
                }
            }
        }
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("X-Amzn-ErrorType", type);
        reply(exchange, status, ("{\"Message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        LoopbackServer.reply(exchange, status, "application/json", body);
    }

    @Override
    public void close() {
        server.close();
    }
}
