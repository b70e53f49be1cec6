package tidings.api;

import java.util.Arrays;
import tidings.aws.HttpResponse;
import tidings.settings.Tunable;
import tidings.settings.Tunables;

/// Every tunable with its current value and range.
record GetTunables(Tunables tunables) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/api/v1/tunables", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        return HttpResponse.json(
                200,
                Arrays.stream(Tunable.values())
                        .map(tunable -> TunableView.of(tunable, tunables))
                        .toList());
    }
}
