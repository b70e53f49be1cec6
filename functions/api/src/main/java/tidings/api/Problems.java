package tidings.api;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.HttpResponse;
import tidings.aws.UnavailableException;
import tidings.store.DatabaseUnavailableException;

/// Turns exceptions into responses. The cause of an internal error is for the log, not for the caller.
///
/// @param failed is told the exceptions of 5xx
record Problems(Consumer<Throwable> failed) implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @Override
    public HttpResponse apply(Request request, Handler next) {
        try {
            return next.handle(request);
        } catch (ProblemException problem) {
            return problem.response(request.id());
        } catch (RuntimeException e) {
            failed.accept(e);
            return problem(request, e).response(request.id());
        }
    }

    private static ProblemException problem(Request request, RuntimeException failure) {
        if (UnavailableException.isCauseOf(failure)) {
            LOG.warn("request {} needs what is away: {} {}", request.id(), request.method(), request.path(), failure);
            return ProblemException.unavailable(
                    failure instanceof DatabaseUnavailableException ? "the database" : "a service that this needs");
        }
        LOG.error("request {} failed: {} {}", request.id(), request.method(), request.path(), failure);
        return ProblemException.internal(request.id());
    }
}
