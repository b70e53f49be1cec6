package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/// An error of the Bot API: a code, a description, and sometimes parameters that tell the caller what to do next.
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The error codes of the Bot API and the texts with which their descriptions begin.
    enum Reason {
        BAD_REQUEST(400, "Bad Request"),
        UNAUTHORIZED(401, "Unauthorized"),
        FORBIDDEN(403, "Forbidden"),
        NOT_FOUND(404, "Not Found"),
        METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
        CONFLICT(409, "Conflict"),
        TOO_LARGE(413, "Request Entity Too Large"),
        TOO_MANY_REQUESTS(429, "Too Many Requests"),
        /// Not one of Telegram's: valid there, not implemented here.
        NOT_IMPLEMENTED(501, "Not Implemented");

        private final int code;
        private final String words;

        Reason(int code, String words) {
            this.code = code;
            this.words = words;
        }
    }

    private final Reason reason;
    private final transient ObjectNode parameters;

    ApiError(Reason reason, String detail) {
        this(reason, detail, Json.object());
    }

    private ApiError(Reason reason, String detail, ObjectNode parameters) {
        super(detail.isEmpty() ? reason.words : reason.words + ": " + detail, null, false, false);
        this.reason = reason;
        this.parameters = parameters;
    }

    static ApiError badRequest(String detail) {
        return new ApiError(Reason.BAD_REQUEST, detail);
    }

    /// Whole seconds, rounded up, at least one: a caller that waits that long is not rejected again for the same
    /// reason.
    static ApiError tooManyRequests(Duration wait) {
        long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
        return new ApiError(
                Reason.TOO_MANY_REQUESTS,
                "retry after " + seconds,
                Json.object().put("retry_after", seconds));
    }

    static ApiError upgraded(ChatId supergroup) {
        return new ApiError(
                Reason.BAD_REQUEST,
                "group chat was upgraded to a supergroup chat",
                Json.object().put("migrate_to_chat_id", supergroup.value()));
    }

    static ApiError withoutBehaviour(String what) {
        return new ApiError(
                Reason.NOT_IMPLEMENTED, what + " is valid in the Bot API, but this sandbox has no behaviour for it");
    }

    int code() {
        return reason.code;
    }

    ObjectNode envelope() {
        ObjectNode envelope =
                Json.object().put("ok", false).put("error_code", reason.code).put("description", getMessage());
        if (!parameters.isEmpty()) {
            envelope.set("parameters", parameters);
        }
        return envelope;
    }
}
