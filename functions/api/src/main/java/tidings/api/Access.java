package tidings.api;

/// Who may call a route; `x-tidings-access` in `openapi.yaml`.
enum Access {
    PUBLIC,
    /// Somebody known, for now an operator: no other kind of caller is authenticated yet.
    PERSON,
    OPERATOR;

    boolean admits(Caller caller) {
        return switch (this) {
            case PUBLIC -> true;
            case PERSON, OPERATOR -> caller instanceof Caller.Operator;
        };
    }
}
