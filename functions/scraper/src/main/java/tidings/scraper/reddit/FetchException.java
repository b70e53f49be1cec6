package tidings.scraper.reddit;

import java.io.IOException;
import tidings.scraper.source.FetchResult;

/// Ends a fetch with a result. Never leaves this package.
final class FetchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient FetchResult result;

    FetchException(FetchResult result) {
        super(result.toString());
        this.result = result;
    }

    FetchResult result() {
        return result;
    }
}
