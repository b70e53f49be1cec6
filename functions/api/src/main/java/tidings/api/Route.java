package tidings.api;

/// An operation of the API. A new one is a class, its line in [Routes] and its entry in `openapi.yaml`. Thread-safe.
interface Route extends Handler {
    /// @param path such as `/api/v1/tunables/{name}`
    record Operation(String method, String path, Access access) {}

    Operation operation();
}
