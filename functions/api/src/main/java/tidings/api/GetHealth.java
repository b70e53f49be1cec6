package tidings.api;

/// Whether people are served.
record GetHealth(HealthCheck check) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/health", Access.PUBLIC);
    }

    @Override
    public Response handle(Request request) {
        Health health = check.health();
        return Response.json(health.httpStatus(), health);
    }
}
