package tidings.api;

import java.util.List;
import tidings.aws.HttpResponse;

/// The description of this API.
record GetOpenApi() implements Route {
    private static final StaticFile DESCRIPTION = StaticFile.read("/openapi.yaml", "application/yaml");

    @Override
    public Operation operation() {
        return new Operation("GET", "/openapi.yaml", Access.PUBLIC);
    }

    @Override
    public List<String> types() {
        return List.of("application/yaml");
    }

    @Override
    public HttpResponse handle(Request request) {
        return DESCRIPTION.response();
    }
}
