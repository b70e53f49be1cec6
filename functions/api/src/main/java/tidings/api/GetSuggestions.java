package tidings.api;

import tidings.aws.HttpResponse;

/// What numbers speak for.
record GetSuggestions(Performance performance) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/performance/suggestions", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        return HttpResponse.json(200, performance.report().suggestions());
    }
}
