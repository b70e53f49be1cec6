package tidings.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.function.Function;

/// A function behind an HTTP API. It owns log fields, deadline, snapshot and priming.
public abstract class HttpFunction extends Primed
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Function<Wiring, Function<HttpRequest, HttpResponse>> roles;
    private final Function<HttpRequest, HttpResponse> role;
    private final List<HttpRequest> samples;

    /// @param roles makes what answers requests, once to serve and once to be primed
    /// @param samples requests that it is primed with
    protected HttpFunction(
            String service, Function<Wiring, Function<HttpRequest, HttpResponse>> roles, List<HttpRequest> samples) {
        Wiring wiring = Wiring.real(service);
        super(wiring);
        this.roles = roles;
        this.role = roles.apply(wiring);
        this.samples = List.copyOf(samples);
    }

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return handle(HttpRequest.of(event), context, role);
    }

    private APIGatewayV2HTTPResponse handle(
            HttpRequest request, Context context, Function<HttpRequest, HttpResponse> role) {
        return invoked(context, () -> role.apply(request).event());
    }

    @Override
    final void prime(Wiring silent) {
        Function<HttpRequest, HttpResponse> primed = roles.apply(silent);
        samples.forEach(request -> handle(request, Priming.context(), primed));
    }
}
