package tidings.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.util.Map;
import java.util.stream.Stream;
import tidings.aws.Env;
import tidings.aws.HttpFunction;

/// Serves the HTTP API.
public final class ApiHandler extends HttpFunction {
    public ApiHandler() {
        ApiConfig config = ApiConfig.from(Env.system());
        super(
                config.service(),
                wiring -> new Api(Routes.all(Services.of(config, wiring)), wiring.meter(), wiring.clock())::answer,
                Stream.of("/health", "/api/v1/version", "/api/v1/metrics", "/api/v1/tunables")
                        .map(ApiHandler::sample)
                        .toList());
    }

    static APIGatewayV2HTTPEvent sample(String path) {
        RequestContext.IAM operator = RequestContext.IAM
                .builder()
                .withUserArn("arn:aws:iam::123456789012:user/priming")
                .build();
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withHeaders(Map.of("accept-encoding", "gzip"))
                .withRequestContext(RequestContext.builder()
                        .withRequestId("priming")
                        .withHttp(
                                RequestContext.Http.builder().withMethod("GET").build())
                        .withAuthorizer(RequestContext.Authorizer.builder()
                                .withIam(operator)
                                .build())
                        .build())
                .build();
    }
}
