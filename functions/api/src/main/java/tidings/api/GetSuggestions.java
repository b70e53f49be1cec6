package tidings.api;

import tidings.aws.HttpResponse;

/// The suggestions of this moment.
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
