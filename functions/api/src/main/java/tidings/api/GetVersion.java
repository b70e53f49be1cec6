package tidings.api;

/// What is deployed.
record GetVersion(Version version) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/api/v1/version", Access.PUBLIC);
    }

    @Override
    public Response handle(Request request) {
        return Response.json(200, version);
    }
}
