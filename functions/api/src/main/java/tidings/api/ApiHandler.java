package tidings.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.aws.Env;
import tidings.aws.HttpFunction;
import tidings.aws.HttpRequest;
import tidings.failures.FailureNotes;
import tidings.topics.TopicModel;

/// Serves the HTTP API.
public final class ApiHandler extends HttpFunction {
    static final List<String> SAMPLES = List.of(
            "/",
            "/health",
            "/docs",
            "/api/stats",
            "/api/subreddits",
            "/api/posts",
            "/api/categorization",
            "/api/v1/version",
            "/api/v1/metrics",
            "/api/v1/tunables");

    public ApiHandler() {
        ApiConfig config = ApiConfig.from(Env.system());
        TextClassifier classifier = TextClassifier.of(TopicModel.load());
        super(
                config.service(),
                wiring -> {
                    Services services = Services.of(config, classifier, wiring);
                    return new Api(
                            Routes.all(services),
                            config.http(),
                            services.initData(),
                            services.tunables(),
                            FailureNotes.of(wiring, config.service(), config.sourcesTable())::failed,
                            wiring.meter(),
                            wiring.clock())::answer;
                },
                SAMPLES.stream().map(ApiHandler::sample).toList());
    }

    static HttpRequest sample(String path) {
        return new HttpRequest(
                "priming", "GET", path, Map.of(), Map.of("accept-encoding", "gzip"), "", "", Optional.of("priming"));
    }
}
