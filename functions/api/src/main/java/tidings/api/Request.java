package tidings.api;

import java.util.Map;
import java.util.Optional;
import tidings.aws.Json;
import tidings.aws.UnreadableException;

/// An HTTP request.
///
/// @param id API Gateway's, which its access log has as well
/// @param path without the prefix of operators
/// @param pathParameters values of the `{names}` in the route's path
/// @param query the last value of each parameter
/// @param headers names in lower case
/// @param address from which it came
record Request(
        String id,
        String method,
        String path,
        Map<String, String> pathParameters,
        Query query,
        Map<String, String> headers,
        String body,
        String address,
        Caller caller) {
    Request with(Map<String, String> parameters) {
        return new Request(id, method, path, parameters, query, headers, body, address, caller);
    }

    Request with(String otherMethod) {
        return new Request(id, otherMethod, path, pathParameters, query, headers, body, address, caller);
    }

    Request by(Caller who) {
        return new Request(id, method, path, pathParameters, query, headers, body, address, who);
    }

    /// @param name in lower case
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// The body.
    ///
    /// @param example of what would be right
    /// @throws ProblemException 400 if the body is something else
    <T> T read(Class<T> type, String example) {
        try {
            return Json.read(body, type);
        } catch (UnreadableException _) {
            throw ProblemException.badRequest("the body must be JSON such as " + example);
        }
    }

    /// A value that the route's path has, so that it is always there.
    String pathParameter(String name) {
        return pathParameters.get(name);
    }
}
