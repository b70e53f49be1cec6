package tidings.api;

import java.util.List;

/// An operation of the API. A new one is a class, its line in [Routes] and its entry in `openapi.yaml`. Thread-safe.
interface Route extends Handler {
    List<String> JSON = List.of("application/json");

    /// @param path such as `/api/v1/tunables/{name}`
    record Operation(String method, String path, Access access) {}

    Operation operation();

    /// Media types that it can answer with, the usual one first.
    default List<String> types() {
        return JSON;
    }
}
