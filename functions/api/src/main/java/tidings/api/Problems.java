package tidings.api;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.HttpResponse;
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
        } catch (DatabaseUnavailableException e) {
            failed.accept(e);
            LOG.warn("request {} needs the database: {} {}", request.id(), request.method(), request.path(), e);
            return ProblemException.databaseUnavailable().response(request.id());
        } catch (RuntimeException e) {
            failed.accept(e);
            LOG.error("request {} failed: {} {}", request.id(), request.method(), request.path(), e);
            return ProblemException.internal(request.id()).response(request.id());
        }
    }
}
