package tidings.localstack.trigger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tidings.localstack.template.PseudoParameters;

/// The event of payload format 2.0 that function URLs and HTTP APIs make from a request, see
/// <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html>.
record HttpEvent(String apiId, InstantSource clock) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    byte[] of(HttpExchange exchange, byte[] body, HttpRoutes.Match match) {
        String rawQuery = exchange.getRequestURI().getRawQuery();
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("version", "2.0")
                .put("routeKey", match.routeKey())
                .put("rawPath", exchange.getRequestURI().getRawPath())
                .put("rawQueryString", rawQuery == null ? "" : rawQuery);
        Map<String, String> headers = headers(exchange, event);
        ObjectNode headersNode = event.putObject("headers");
        headers.forEach(headersNode::put);
        if (rawQuery != null && !rawQuery.isEmpty()) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            query(rawQuery).forEach(parameters::put);
        }
        context(event.putObject("requestContext"), exchange, match, headers);
        if (!match.parameters().isEmpty()) {
            ObjectNode parameters = event.putObject("pathParameters");
            match.parameters().forEach(parameters::put);
        }
        body(event, body, headers.getOrDefault("content-type", ""));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Names in lower case, several values joined by commas; cookies go into a list of their own.
    private static Map<String, String> headers(HttpExchange exchange, ObjectNode event) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("cookie")) {
                ArrayNode cookies = event.putArray("cookies");
                values.stream().flatMap(v -> List.of(v.split("; *")).stream()).forEach(cookies::add);
            } else {
                headers.put(lower, String.join(",", values));
            }
        });
        headers.put("x-forwarded-for", exchange.getRemoteAddress().getHostString());
        headers.put(
                "x-forwarded-port", Integer.toString(exchange.getLocalAddress().getPort()));
        headers.put("x-forwarded-proto", "http");
        return headers;
    }

    private static Map<String, String> query(String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
            String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            parameters.merge(name, value, (first, second) -> first + "," + second);
        }
        return parameters;
    }

    private void context(
            ObjectNode context, HttpExchange exchange, HttpRoutes.Match match, Map<String, String> headers) {
        Instant now = clock.instant();
        if (match.signed()) {
            Signature.signer(exchange)
                    .ifPresent(signer -> context.putObject("authorizer")
                            .putObject("iam")
                            .put("accessKey", signer)
                            .put("accountId", PseudoParameters.LOCAL.account())
                            .put("userArn", "arn:aws:iam::" + PseudoParameters.LOCAL.account() + ":user/" + signer));
        }
        context.put("accountId", PseudoParameters.LOCAL.account())
                .put("apiId", apiId)
                .put("domainName", headers.getOrDefault("host", "127.0.0.1"))
                .put("domainPrefix", apiId)
                .put("requestId", UUID.randomUUID().toString())
                .put("routeKey", match.routeKey())
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli())
                .putObject("http")
                .put("method", exchange.getRequestMethod())
                .put("path", exchange.getRequestURI().getRawPath())
                .put("protocol", exchange.getProtocol())
                .put("sourceIp", exchange.getRemoteAddress().getHostString())
                .put("userAgent", headers.getOrDefault("user-agent", ""));
    }

    /// Text types stay text; everything else is Base64-encoded.
    private static void body(ObjectNode event, byte[] body, String contentType) {
        boolean text = isText(contentType);
        if (body.length > 0) {
            event.put(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0 && !text);
    }

    private static boolean isText(String contentType) {
        String type = contentType.split(";")[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || List.of("application/json", "application/javascript", "application/xml")
                        .contains(type);
    }
}
