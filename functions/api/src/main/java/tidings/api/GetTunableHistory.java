package tidings.api;

import tidings.aws.HttpResponse;
import tidings.settings.TunableStore;

/// The changes of one tunable, the newest first.
record GetTunableHistory(TunableStore store) implements Route {
    private static final int MAX_CHANGES = 50;

    @Override
    public Operation operation() {
        return new Operation("GET", "/api/v1/tunables/{name}", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        int limit = request.query().integer("limit", 1, MAX_CHANGES, MAX_CHANGES);
        return HttpResponse.json(
                200,
                store.history(TunableView.tunable(request), limit).stream()
                        .map(TunableView.Change::of)
                        .toList());
    }
}
