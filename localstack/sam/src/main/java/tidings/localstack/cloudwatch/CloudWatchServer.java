package tidings.localstack.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tidings.localstack.http.LoopbackServer;

/// CloudWatch over HTTP: the page with dashboard and alarms, and the API calls `GetMetricWidgetImage` and
/// `GetMetricData` in the Smithy RPC v2 CBOR protocol of the AWS SDK
/// (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html). It listens before there are metrics, because
/// functions get its address.
public final class CloudWatchServer implements AutoCloseable {
    private static final String OPERATIONS = "/service/GraniteServiceVersion20100801/operation/";
    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final int WIDTH = 600;
    private static final int HEIGHT = 400;

    private final ObjectMapper json = new ObjectMapper();
    private final CBORMapper cbor = new CBORMapper();
    private final LoopbackServer server;
    private volatile Served served;

    private record Served(
            List<Dashboard> dashboards,
            MetricStore store,
            AcceleratedClock clock,
            Supplier<List<CloudWatch.Status>> alarms) {}

    private CloudWatchServer(InstantSource clock) {
        this.served = new Served(List.of(), new MetricStore(), AcceleratedClock.of(clock, 1), List::of);
        this.server = LoopbackServer.listen(0, "CloudWatch", this::handle);
    }

    /// Listens on a free loopback port; there is nothing to show before [#serve].
    public static CloudWatchServer listen(InstantSource clock) {
        return new CloudWatchServer(clock);
    }

    void serve(
            List<Dashboard> dashboards,
            MetricStore store,
            AcceleratedClock clock,
            Supplier<List<CloudWatch.Status>> alarms) {
        served = new Served(dashboards, store, clock, alarms);
    }

    public URI endpoint() {
        return server.uri();
    }

    URI dashboard() {
        return endpoint().resolve("/dashboard");
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (path) {
            case OPERATIONS + "GetMetricWidgetImage" -> api(exchange, body, this::picture);
            case OPERATIONS + "GetMetricData" ->
                api(
                        exchange,
                        body,
                        (request, answer) -> MetricData.answer(
                                request, served.store(), served.clock().instant(), answer));
            case "/", "/dashboard" -> page(exchange, "dashboard.html");
            case "/dashboard/data" -> data(exchange);
            case "/dashboard/chart.js" -> resource(exchange, CHARTS, TYPES.get("js"));
            default -> page(exchange, path.replaceFirst("^/dashboard/", ""));
        }
    }

    @FunctionalInterface
    private interface ApiCall {
        void answer(JsonNode request, ObjectNode answer) throws JsonProcessingException;
    }

    private void api(HttpExchange exchange, byte[] body, ApiCall call) throws IOException {
        exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
        ObjectNode answer = cbor.createObjectNode();
        int status = 200;
        try {
            call.answer(cbor.readTree(body), answer);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            status = 400;
            answer.removeAll()
                    .put("__type", "com.amazonaws.cloudwatch#ValidationError")
                    .put("message", e.getMessage());
        }
        send(exchange, status, "application/cbor", cbor.writeValueAsBytes(answer));
    }

    private void picture(JsonNode request, ObjectNode answer) throws JsonProcessingException {
        JsonNode properties = json.readTree(request.path("MetricWidget").asText());
        MetricWidget widget = MetricWidget.read(properties);
        MetricWidget.Drawn drawn = widget.draw(served.store(), served.clock().instant(), widget.span());
        answer.put(
                "MetricWidgetImage",
                MetricImage.png(
                        widget,
                        drawn,
                        properties.path("width").asInt(WIDTH),
                        properties.path("height").asInt(HEIGHT)));
    }

    /// `?minutes=`: how far back the series go, in CloudWatch's time.
    private void data(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        Duration span = Duration.ofMinutes(
                query.matches("minutes=\\d{1,4}") ? Long.parseLong(query.substring("minutes=".length())) : 60);
        ObjectNode data = json.createObjectNode();
        ArrayNode dashboards = data.putArray("dashboards");
        for (Dashboard dashboard : served.dashboards()) {
            dashboards.add(dashboard.json(served.store(), served.clock().instant(), span));
        }
        ArrayNode alarms = data.putArray("alarms");
        for (CloudWatch.Status status : served.alarms().get()) {
            alarms.addObject()
                    .put("id", status.id())
                    .put("name", status.name())
                    .put("state", status.state().name())
                    .put("since", status.since().toString())
                    .put("reason", status.reason())
                    .put("description", status.description());
        }
        send(exchange, 200, "application/json; charset=utf-8", json.writeValueAsBytes(data));
    }

    private static void page(HttpExchange exchange, String name) throws IOException {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches("[a-z-]+\\.[a-z]+")) {
            send(exchange, 404, "text/plain", new byte[0]);
            return;
        }
        resource(exchange, "page/" + name, type);
    }

    private static void resource(HttpExchange exchange, String name, String type) throws IOException {
        try (InputStream in = CloudWatchServer.class.getResourceAsStream(name)) {
            if (in == null) {
                send(exchange, 404, "text/plain", new byte[0]);
                return;
            }
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            send(exchange, 200, type, in.readAllBytes());
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        LoopbackServer.reply(exchange, status, type, body);
    }

    @Override
    public void close() {
        server.close();
    }
}
