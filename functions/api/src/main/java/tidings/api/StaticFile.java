package tidings.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import tidings.aws.HttpResponse;

/// A text that comes with the function. A page may load nothing from anywhere else.
record StaticFile(String type, String text) {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    static StaticFile read(String name, String type) {
        try (InputStream in = StaticFile.class.getResourceAsStream(name)) {
            return new StaticFile(
                    type,
                    new String(
                            Objects.requireNonNull(in, name + " is missing").readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse response() {
        return new HttpResponse(
                200,
                Map.of(
                        "content-type",
                        type,
                        "cache-control",
                        "public, max-age=300",
                        "content-security-policy",
                        POLICY,
                        "x-content-type-options",
                        "nosniff"),
                text,
                false);
    }
}
