package tidings.api;

import java.util.List;
import tidings.aws.HttpResponse;

/// A step that every request takes on its way to a route, and every response on its way back.
@FunctionalInterface
interface Filter {
    HttpResponse apply(Request request, Handler next);

    /// @param filters the first is the outermost
    static Handler chain(List<Filter> filters, Handler last) {
        Handler chain = last;
        for (Filter filter : filters.reversed()) {
            Handler next = chain;
            chain = request -> filter.apply(request, next);
        }
        return chain;
    }
}
