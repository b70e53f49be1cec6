package tidings.scraper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/// Reddit's API with one page for every listing.
final class CannedReddit {
    /// Opens the page's body anew.
    @FunctionalInterface
    interface Body {
        InputStream open() throws IOException;
    }

    private CannedReddit() {}

    static Source api(Body body, InstantSource clock) {
        Transport transport = (ask, _) -> new Transport.Answer(
                200,
                Map.of("content-type", "application/json; charset=UTF-8"),
                ask.form().isPresent() ? text("{\"access_token\": \"t\", \"expires_in\": 3600}") : body.open());
        URI nowhere = URI.create("http://reddit.invalid");
        RedditGateway gateway = Doors.client(transport, clock);
        BearerToken token = new BearerToken(nowhere, () -> new BearerToken.Client("id", "secret"), gateway, clock);
        return new RedditApi(nowhere, token, gateway, clock, 1_000);
    }

    static Source api(String json, InstantSource clock) {
        return api(() -> text(json), clock);
    }

    static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
