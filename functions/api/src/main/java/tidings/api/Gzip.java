package tidings.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import tidings.aws.HttpResponse;

/// Compresses bodies of more than 1 KB for clients that accept it; API Gateway does not compress.
final class Gzip implements Filter {
    private static final int MIN_CHARS = 1024;
    private static final Pattern ACCEPTED =
            Pattern.compile("(^|,)\\s*(gzip|\\*)\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[0-9.]+\\s*)?(,|$)");

    @Override
    public HttpResponse apply(Request request, Handler next) {
        HttpResponse response = next.handle(request).with(Map.of("vary", "accept-encoding"));
        boolean isAccepted = request.header("accept-encoding")
                .map(accepted -> ACCEPTED.matcher(accepted).find())
                .orElse(false);
        if (!isAccepted || response.body().length() <= MIN_CHARS) {
            return response;
        }
        Map<String, String> headers =
                response.with(Map.of("content-encoding", "gzip")).headers();
        return new HttpResponse(response.status(), headers, compressed(response.body()), true);
    }

    private static String compressed(String body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("writes to memory do not fail", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
