package tidings.api;

/// Who may call a route; `x-tidings-access` in `openapi.yaml`.
enum Access {
    PUBLIC,
    /// Somebody about whom Telegram vouches, for what is theirs.
    PERSON,
    OPERATOR;

    boolean admits(Caller caller) {
        return switch (this) {
            case PUBLIC -> true;
            case PERSON -> caller instanceof Caller.Person;
            case OPERATOR -> caller instanceof Caller.Operator;
        };
    }

    ProblemException refusal(String path) {
        return this == PERSON ? ProblemException.peopleOnly() : ProblemException.operatorsOnly(path);
    }
}
