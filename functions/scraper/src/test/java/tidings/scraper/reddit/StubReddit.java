package tidings.scraper.reddit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import tidings.ratelimit.RedditMode;
import tidings.scraper.source.Source;
import tidings.scraper.source.Transport;

/// Reddit's API with the same page for every feed.
public final class StubReddit {
    /// Opens the page's body anew.
    @FunctionalInterface
    public interface Body {
        InputStream open() throws IOException;
    }

    private StubReddit() {}

    public static Source api(Body body, InstantSource clock) {
        Transport transport = (request, _) -> new Transport.Response(
                request.uri(),
                200,
                Map.of("content-type", "application/json; charset=UTF-8"),
                request.form().isPresent() ? text("{\"access_token\": \"t\", \"expires_in\": 3600}") : body.open());
        return of(RedditMode.OAUTH, transport, clock);
    }

    /// Reddit with an answer of its own to every request, read through the API or through feeds.
    public static Source of(RedditMode mode, Transport transport, InstantSource clock) {
        URI nowhere = URI.create("http://reddit.invalid");
        RedditGateway gateway = TestGateways.of(mode, transport, clock);
        return mode == RedditMode.RSS
                ? new RedditRss(nowhere, gateway)
                : new RedditOAuth(
                        nowhere,
                        new BearerToken(nowhere, () -> new BearerToken.Client("id", "secret"), gateway, clock),
                        gateway,
                        1_000);
    }

    static Source api(String json, InstantSource clock) {
        return api(() -> text(json), clock);
    }

    static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
