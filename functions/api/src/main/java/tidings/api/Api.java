package tidings.api;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tidings.aws.HttpRequest;
import tidings.aws.HttpResponse;
import tidings.aws.Meter;
import tidings.settings.Tunables;

/// Requests arrive in two ways: as they are, from anybody; and below `/operators`, where API Gateway verified the
/// signature of the caller.
final class Api {
    private static final String OPERATORS = "/operators";

    private final Handler handler;

    /// @param failed is told what a request failed with by our fault
    Api(
            List<Route> routes,
            HttpSettings settings,
            InitData initData,
            Tunables tunables,
            Consumer<Throwable> failed,
            Meter meter,
            InstantSource clock) {
        this.handler = Filter.chain(
                List.of(
                        new RequestIds(),
                        new ResponseTimes(meter, clock),
                        new Failures(meter),
                        Cors.of(settings.corsOrigins()),
                        new Head(),
                        new ConditionalGet(),
                        new Gzip(),
                        new Problems(failed),
                        OperatorKeys.of(settings.operatorKeys()),
                        new People(initData),
                        new Quota(tunables, clock),
                        new Limits()),
                new Router(routes));
    }

    /// The path alone proves nothing: only a caller whose signature was verified is an operator.
    HttpResponse answer(HttpRequest request) {
        Optional<Caller> operator = request.callerArn().map(Caller.Operator::new);
        return handler.handle(new Request(
                request.id(),
                request.method(),
                operator.isPresent() && request.path().startsWith(OPERATORS + "/")
                        ? request.path().substring(OPERATORS.length())
                        : request.path(),
                Map.of(),
                new Query(request.query()),
                request.headers(),
                request.body(),
                request.address(),
                operator.orElseGet(Caller.Anonymous::new)));
    }
}
