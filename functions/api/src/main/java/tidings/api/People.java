package tidings.api;

import java.util.Optional;
import tidings.aws.HttpResponse;

/// Knows people by the header `Authorization: tma <initData>`. One that Telegram did not sign is refused, whatever
/// the route: who sends it expects to be known.
record People(InitData initData) implements Filter {
    private static final String SCHEME = "tma ";

    @Override
    public HttpResponse apply(Request request, Handler next) {
        Optional<String> header =
                request.header("authorization").filter(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()));
        boolean isOperator = request.caller() instanceof Caller.Operator;
        return next.handle(
                header.isEmpty() || isOperator
                        ? request
                        : request.by(initData.person(
                                header.get().substring(SCHEME.length()).strip())));
    }
}
