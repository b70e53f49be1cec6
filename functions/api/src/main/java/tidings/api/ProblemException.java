package tidings.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.aws.HttpResponse;

/// A request that cannot be answered, and why; becomes a response by RFC 9457
/// (<https://www.rfc-editor.org/rfc/rfc9457>).
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final String parameter;
    private final String allow;
    private final Duration retryAfter;

    private ProblemException(
            int status, String title, String detail, String parameter, String allow, Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.parameter = parameter;
        this.allow = allow;
        this.retryAfter = retryAfter;
    }

    private ProblemException(int status, String title, String detail) {
        this(status, title, detail, "", "", Duration.ZERO);
    }

    /// @param detail what is wrong and what would be right
    static ProblemException badRequest(String detail) {
        return new ProblemException(400, "Bad Request", detail);
    }

    static ProblemException badParameter(String name, String detail) {
        return new ProblemException(400, "Bad Request", name + " " + detail, name, "", Duration.ZERO);
    }

    /// @param detail what is wrong with a field, whole
    static ProblemException unclear(String name, String detail) {
        return new ProblemException(400, "Bad Request", detail, name, "", Duration.ZERO);
    }

    static ProblemException conflict(String detail) {
        return new ProblemException(409, "Conflict", detail);
    }

    /// @param detail why it is not known who sent the request
    static ProblemException unauthorized(String detail) {
        return new ProblemException(401, "Unauthorized", detail);
    }

    static ProblemException peopleOnly() {
        return unauthorized("this route is for whoever opens the page in Telegram: send what Telegram signed, as"
                + " Authorization: tma <tgWebAppData>");
    }

    static ProblemException operatorsOnly(String path) {
        return new ProblemException(
                403,
                "Forbidden",
                "this route is for operators: sign the request (SigV4) and send it to /operators" + path);
    }

    static ProblemException unknownKey() {
        return new ProblemException(
                401, "Unauthorized", "no operator has this key; send Authorization: Bearer <key>, or sign the request");
    }

    static ProblemException notAcceptable(List<String> offered) {
        return new ProblemException(
                406, "Not Acceptable", "this route can return " + String.join(", ", offered) + "; accept one of them");
    }

    static ProblemException notFound(String detail) {
        return new ProblemException(404, "Not Found", detail);
    }

    static ProblemException methodNotAllowed(String method, List<String> allowed) {
        String allow = allowed.stream()
                .flatMap(one -> one.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(one))
                .collect(Collectors.joining(", "));
        return new ProblemException(
                405,
                "Method Not Allowed",
                method + " is not allowed here; allowed: " + allow,
                "",
                allow,
                Duration.ZERO);
    }

    static ProblemException tooLarge(int limit) {
        return new ProblemException(413, "Content Too Large", "the body must be at most " + limit + " bytes");
    }

    static ProblemException unsupportedType(String type) {
        return new ProblemException(415, "Unsupported Media Type", "the body must be application/json, not " + type);
    }

    /// @param limit of a minute
    static ProblemException tooMany(int limit, Duration wait) {
        return new ProblemException(
                429,
                "Too Many Requests",
                "only " + limit + " requests a minute are allowed; wait until Retry-After",
                "",
                "",
                wait);
    }

    /// @param what is away
    static ProblemException unavailable(String what) {
        return new ProblemException(
                503,
                "Service Unavailable",
                what + " does not respond; try again in a moment",
                "",
                "",
                Duration.ofSeconds(10));
    }

    static ProblemException internal(String requestId) {
        return new ProblemException(
                500,
                "Internal Server Error",
                "internal error; see the api function's log (request id " + requestId + ")");
    }

    private record Problem(
            String type,
            String title,
            int status,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> parameter,
            String requestId) {}

    HttpResponse response(String requestId) {
        return HttpResponse.json(
                        status,
                        new Problem(
                                "urn:tidings:problem:"
                                        + title.toLowerCase(Locale.ROOT).replace(' ', '-'),
                                title,
                                status,
                                getMessage(),
                                Optional.of(parameter).filter(name -> !name.isEmpty()),
                                requestId))
                .with(Map.of("content-type", "application/problem+json"))
                .with(allow.isEmpty() ? Map.of() : Map.of("allow", allow))
                .with(
                        retryAfter.isPositive()
                                ? Map.of(
                                        "retry-after",
                                        Long.toString(retryAfter.plusMillis(999).toSeconds()))
                                : Map.of())
                .with(status == 401 ? Map.of("www-authenticate", "Bearer, tma") : Map.of());
    }
}
