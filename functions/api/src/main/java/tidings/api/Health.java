package tidings.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/// How everything is.
///
/// @param status whether people are served
/// @param dependencies by name
record Health(Readiness status, String version, Map<String, State> dependencies) {
    enum Readiness {
        READY,
        NOT_READY
    }

    enum Life {
        ALIVE,
        /// It answers, but late, or says that something is wrong.
        DEGRADED,
        /// It does not answer.
        DEAD
    }

    /// @param millis until it answered
    /// @param because what is wrong; empty if nothing is
    record State(
            Life status,
            long millis,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String because) {}

    int httpStatus() {
        return switch (status) {
            case READY -> 200;
            case NOT_READY -> 503;
        };
    }
}
