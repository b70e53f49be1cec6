package tidings.api;

import tidings.aws.HttpResponse;

/// Whether people are served.
record GetHealth(HealthCheck check) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/health", Access.PUBLIC);
    }

    @Override
    public HttpResponse handle(Request request) {
        Health health = check.health();
        return HttpResponse.json(health.httpStatus(), health);
    }
}
