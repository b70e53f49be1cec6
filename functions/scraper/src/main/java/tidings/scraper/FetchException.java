package tidings.scraper;

/// Ends a fetch from deep within it. Never leaves the source.
final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FetchResult result;

    FetchException(FetchResult result) {
        super(result.toString(), null, false, false);
        this.result = result;
    }

    FetchResult result() {
        return result;
    }
}
