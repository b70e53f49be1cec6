package tidings.api;

import java.util.List;
import tidings.aws.HttpResponse;

/// A file of the page.
record GetAsset(Board board) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/assets/{name}", Access.PUBLIC);
    }

    @Override
    public List<String> types() {
        return List.of("text/css", "text/javascript", "image/svg+xml");
    }

    @Override
    public HttpResponse handle(Request request) {
        String name = request.pathParameter("name");
        return board.file(name).orElseThrow(() -> ProblemException.notFound("there is no file " + name));
    }
}
