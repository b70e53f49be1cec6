package tidings.scraper.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tidings.aws.Deadline;

/// Uses the JDK's `HttpURLConnection`. The AWS clients of this function use it too, so it adds nothing to a cold start;
/// `java.net.http` loads a thousand more classes and keeps a thread that a snapshot would freeze.
/// Follows no redirects, accepts gzip, keeps connections alive. Thread-safe.
public record UrlTransport(String userAgent) implements Transport {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(5);

    /// How gzip begins.
    private static final byte[] MAGIC = {0x1F, (byte) 0x8B};

    @Override
    public Response send(Request request, Deadline deadline) throws IOException {
        if (deadline.passed()) {
            throw new SocketTimeoutException(
                    "no time left for a request to " + request.uri().getHost());
        }
        HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(millis(deadline, CONNECT));
        connection.setReadTimeout(millis(deadline, READ));
        connection.setRequestProperty("User-Agent", userAgent);
        connection.setRequestProperty("Accept-Encoding", "gzip");
        request.headers().forEach(connection::setRequestProperty);
        if (request.form().isPresent()) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(request.form().get().getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("no HTTP response from " + request.uri().getHost());
        }
        return new Response(request.uri(), status, headers(connection), body(connection, status, deadline));
    }

    private static InputStream body(HttpURLConnection connection, int status, Deadline deadline) throws IOException {
        InputStream raw = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        return raw == null ? InputStream.nullInputStream() : new Unzipped(new TimedStream(raw, deadline));
    }

    private static Map<String, String> headers(HttpURLConnection connection) {
        Map<String, String> headers = new HashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) { // the status line
                headers.put(name.toLowerCase(Locale.ROOT), values.getLast());
            }
        });
        return Map.copyOf(headers);
    }

    private static int millis(Deadline deadline, Duration limit) {
        return (int) Math.max(1, Math.min(deadline.left().toMillis(), limit.toMillis()));
    }

    /// Decompresses a body that begins like gzip, whatever the headers say of it, from the first read on: the status
    /// and the headers are known even if the body is empty or broken.
    private static final class Unzipped extends InputStream {
        private final InputStream raw;
        private InputStream body;

        Unzipped(InputStream raw) {
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            return body().read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return body().read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }

        private InputStream body() throws IOException {
            if (body == null) {
                PushbackInputStream start = new PushbackInputStream(raw, MAGIC.length);
                byte[] first = start.readNBytes(MAGIC.length);
                start.unread(first);
                body = Arrays.equals(first, MAGIC) ? new GZIPInputStream(start) : start;
            }
            return body;
        }
    }

    /// Enforces the deadline on a body that arrives slowly, with no single read taking too long.
    private static final class TimedStream extends FilterInputStream {
        private final Deadline deadline;

        TimedStream(InputStream in, Deadline deadline) {
            super(in);
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            check();
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            check();
            return super.read(buffer, offset, length);
        }

        private void check() throws IOException {
            if (deadline.passed()) {
                throw new SocketTimeoutException("the deadline passed while the body was read");
            }
        }
    }
}
