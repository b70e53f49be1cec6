package tidings.scraper.source;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tidings.aws.Deadline;

/// Sends HTTP requests to a source.
@FunctionalInterface
public interface Transport {
    /// @throws IOException if no HTTP response arrives before the deadline
    Response send(Request request, Deadline deadline) throws IOException;

    /// A GET, or a POST of a form.
    ///
    /// @param form empty for a GET
    record Request(URI uri, Map<String, String> headers, Optional<String> form) {
        /// The same request to another address.
        public Request at(URI other) {
            return new Request(other, headers, form);
        }

        public static Request get(URI uri, Map<String, String> headers) {
            return new Request(uri, headers, Optional.empty());
        }
    }

    /// Reading the body after the deadline throws.
    ///
    /// @param uri of the request
    /// @param headers with lower-case names
    /// @param body decompressed
    record Response(URI uri, int status, Map<String, String> headers, InputStream body) implements AutoCloseable {
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /// Whether the content type contains that word.
        public boolean is(String contentType) {
            return header("content-type").orElse("").toLowerCase(Locale.ROOT).contains(contentType);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
