package tidings.api;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.aws.Env;
import tidings.aws.HttpFunction;
import tidings.aws.HttpRequest;

/// Serves the HTTP API.
public final class ApiHandler extends HttpFunction {
    public ApiHandler() {
        ApiConfig config = ApiConfig.from(Env.system());
        super(
                config.service(),
                wiring -> {
                    Services services = Services.of(config, wiring);
                    return new Api(Routes.all(services), services.initData(), wiring.meter())::answer;
                },
                Stream.of("/health", "/api/v1/version", "/api/v1/metrics", "/api/v1/tunables")
                        .map(ApiHandler::sample)
                        .toList());
    }

    static HttpRequest sample(String path) {
        return new HttpRequest(
                "priming", "GET", path, Map.of(), Map.of("accept-encoding", "gzip"), "", Optional.of("priming"));
    }
}
