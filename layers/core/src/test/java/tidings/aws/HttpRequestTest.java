package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HttpRequestTest {
    private static RequestContext.RequestContextBuilder context() {
        return RequestContext.builder()
                .withRequestId("request-1")
                .withHttp(RequestContext.Http.builder().withMethod("GET").build());
    }

    @Test
    void whatAnEventLeavesOutIsEmpty() {
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withRawPath("/health")
                .withRequestContext(context().build())
                .build();

        assertThat(HttpRequest.of(event))
                .isEqualTo(
                        new HttpRequest("request-1", "GET", "/health", Map.of(), Map.of(), "", "", Optional.empty()));
    }

    @Test
    void hasADecodedBodyAndTheVerifiedCaller() {
        RequestContext.IAM iam = RequestContext.IAM
                .builder()
                .withUserArn("arn:aws:iam::123456789012:user/night-shift")
                .build();
        HttpRequest request = HttpRequest.of(APIGatewayV2HTTPEvent.builder()
                .withRawPath("/operators/health")
                .withBody("e30=")
                .withIsBase64Encoded(true)
                .withRequestContext(context()
                        .withAuthorizer(
                                RequestContext.Authorizer.builder().withIam(iam).build())
                        .build())
                .build());

        assertThat(request.body()).isEqualTo("{}");
        assertThat(request.callerArn()).contains("arn:aws:iam::123456789012:user/night-shift");
    }

    @Test
    void aResponseBecomesWhatApiGatewayExpects() {
        APIGatewayV2HTTPResponse response =
                HttpResponse.json(201, Map.of("a", 1)).with(Map.of("x-a", "b")).event();

        assertThat(response.getStatusCode()).isEqualTo(201);
        assertThat(response.getBody()).isEqualTo("{\"a\":1}");
        assertThat(response.getHeaders())
                .containsEntry("x-a", "b")
                .containsEntry("content-type", "application/json")
                .containsEntry("cache-control", "no-store");
        assertThat(response.getIsBase64Encoded()).isFalse();
    }
}
