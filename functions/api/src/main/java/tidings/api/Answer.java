package tidings.api;

import tidings.aws.Json;

/// @param body JSON
record Answer(int status, String body) {
    private record Problem(String message) {}

    static Answer of(int status, Object body) {
        return new Answer(status, Json.write(body));
    }

    static Answer problem(int status, String message) {
        return of(status, new Problem(message));
    }
}
