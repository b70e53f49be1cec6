package tidings.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.aws.Meter;

/// Answers events of API Gateway. Requests arrive in two ways: as they are, from anybody; and below `/operators`, where
/// API Gateway verified the signature of the caller.
final class Api {
    private static final String OPERATORS = "/operators";

    private final Handler handler;

    Api(List<Route> routes, Meter meter, InstantSource clock) {
        this.handler = Filter.chain(
                List.of(
                        new RequestIds(),
                        new Timing(meter, clock),
                        new ConditionalGet(),
                        new Gzip(),
                        new Problems(),
                        new Limits()),
                new Router(routes));
    }

    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        Response response = handler.handle(request(event));
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(response.status())
                .withHeaders(response.headers())
                .withBody(response.body())
                .withIsBase64Encoded(response.isBase64())
                .build();
    }

    private static Request request(APIGatewayV2HTTPEvent event) {
        APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
        Caller caller = caller(context);
        String path = event.getRawPath();
        return new Request(
                context.getRequestId(),
                context.getHttp().getMethod(),
                caller instanceof Caller.Operator && path.startsWith(OPERATORS + "/")
                        ? path.substring(OPERATORS.length())
                        : path,
                Map.of(),
                new Query(Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of())),
                Optional.ofNullable(event.getHeaders()).orElse(Map.of()),
                body(event),
                caller);
    }

    /// API Gateway names a user only where its authorizer verified the signature; the path alone proves nothing.
    private static Caller caller(APIGatewayV2HTTPEvent.RequestContext context) {
        return Optional.ofNullable(context.getAuthorizer())
                .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getIam)
                .map(APIGatewayV2HTTPEvent.RequestContext.IAM::getUserArn)
                .<Caller>map(Caller.Operator::new)
                .orElseGet(Caller.Anonymous::new);
    }

    private static String body(APIGatewayV2HTTPEvent event) {
        String body = Optional.ofNullable(event.getBody()).orElse("");
        return event.getIsBase64Encoded() ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body;
    }
}
