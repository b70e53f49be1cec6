package tidings.api;

import tidings.aws.HttpResponse;

/// What is deployed.
record GetVersion(Version version) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/api/v1/version", Access.PUBLIC);
    }

    @Override
    public HttpResponse handle(Request request) {
        return HttpResponse.json(200, version);
    }
}
