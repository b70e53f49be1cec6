package tidings.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.Map;

/// HTTP by the client of the JDK that has the fewest classes. Connections are kept open; a request for which the
/// other side has closed one is sent again, which takes a body that is held and not streamed.
final class Http {
    private static final int CONNECT_MILLIS = 1_000;
    private static final int FIRST_ERROR = 400;

    /// @param body empty where there is none
    record Response(int status, byte[] body) {}

    private Http() {}

    /// @param headers by their names in lower case, of which the JDK makes no copies
    /// @param body null for a GET
    /// @param longest without a byte of the response
    static Response send(URL url, Map<String, String> headers, byte[] body, Duration longest) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout((int) longest.toMillis());
        connection.setInstanceFollowRedirects(false);
        headers.forEach(connection::setRequestProperty);
        if (body != null) {
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream()) {
            return new Response(status, in == null ? new byte[0] : read(in, connection.getContentLength()));
        }
    }

    /// @param length as announced, for a buffer of that size; negative if it was not
    private static byte[] read(InputStream in, int length) throws IOException {
        return length < 0 ? in.readAllBytes() : in.readNBytes(length);
    }
}
