package tidings.scraper.reddit;

import java.io.IOException;

/// A response that is not what was requested. Its message quotes nothing of the response's body.
final class MalformedResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedResponseException(String detail) {
        super(detail);
    }
}
