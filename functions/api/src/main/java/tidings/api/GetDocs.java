package tidings.api;

import java.util.List;
import tidings.aws.HttpResponse;

/// A page that shows [GetOpenApi].
record GetDocs() implements Route {
    private static final StaticFile PAGE = StaticFile.read("docs.html", "text/html; charset=utf-8");

    @Override
    public Operation operation() {
        return new Operation("GET", "/docs", Access.PUBLIC);
    }

    @Override
    public List<String> types() {
        return List.of("text/html");
    }

    @Override
    public HttpResponse handle(Request request) {
        return PAGE.response();
    }
}
