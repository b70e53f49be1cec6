package tidings.api;

import java.util.Map;
import tidings.aws.HttpResponse;
import tidings.domain.Resources;

/// A text that comes with the function. A page may load nothing from anywhere else.
record StaticFile(String type, String text) {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    static StaticFile read(String name, String type) {
        return new StaticFile(type, Resources.text(StaticFile.class, name));
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
