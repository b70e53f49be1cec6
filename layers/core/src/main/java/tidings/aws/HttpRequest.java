package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// A request to an HTTP API.
///
/// @param id API Gateway's, which its access log has as well
/// @param path as it was sent, still escaped
/// @param query several values of a parameter are joined with commas
/// @param headers names in lower case
/// @param address from which API Gateway received it
/// @param callerArn of the IAM user or role, where API Gateway verified a signature
public record HttpRequest(
        String id,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        String address,
        Optional<String> callerArn) {
    /// Of an event with payload version 2.0, which leaves out what is empty.
    public static HttpRequest of(APIGatewayV2HTTPEvent event) {
        RequestContext context = event.getRequestContext();
        return new HttpRequest(
                context.getRequestId(),
                context.getHttp().getMethod(),
                event.getRawPath(),
                Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of()),
                Optional.ofNullable(event.getHeaders()).orElse(Map.of()),
                body(event),
                Optional.ofNullable(context.getHttp().getSourceIp()).orElse(""),
                Optional.ofNullable(context.getAuthorizer())
                        .map(RequestContext.Authorizer::getIam)
                        .map(RequestContext.IAM::getUserArn));
    }

    private static String body(APIGatewayV2HTTPEvent event) {
        String body = Optional.ofNullable(event.getBody()).orElse("");
        return event.getIsBase64Encoded() ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body;
    }
}
