package tidings.scraper;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tidings.aws.Deadline;

/// Carries a request to a source and its answer back.
@FunctionalInterface
interface Transport {
    /// @throws IOException when no answer came within the deadline, or none that is HTTP
    Answer send(Ask ask, Deadline deadline) throws IOException;

    /// A GET, or a POST of a form.
    ///
    /// @param form empty for a GET
    record Ask(URI uri, Map<String, String> headers, Optional<String> form) {}

    /// What came back. FetchResult its body past the deadline throws.
    ///
    /// @param headers with lower-case names
    /// @param body as the server meant it, no longer compressed
    record Answer(int status, Map<String, String> headers, InputStream body) implements AutoCloseable {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        boolean is(String contentType) {
            return header("content-type").orElse("").toLowerCase(Locale.ROOT).contains(contentType);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
