package tidings.api;

/// Who may call a route; `x-tidings-access` in `openapi.yaml`.
enum Access {
    PUBLIC,
    OPERATOR;

    boolean admits(Caller caller) {
        return this == PUBLIC || caller instanceof Caller.Operator;
    }
}
