package tidings.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/// Health of the deployment.
///
/// @param status whether people are served
/// @param dependencies by name
record Health(Readiness status, String version, Map<String, State> dependencies) {
    enum Readiness {
        READY,
        NOT_READY
    }

    enum Status {
        ALIVE,
        /// It responds, but slowly, or reports a problem.
        DEGRADED,
        /// It does not respond.
        DEAD
    }

    /// @param reason why it is not alive
    record State(
            Status status,
            long responseMillis,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<String> reason) {}

    int httpStatus() {
        return switch (status) {
            case READY -> 200;
            case NOT_READY -> 503;
        };
    }
}
