package tidings.scraper;

import java.time.Duration;
import java.time.InstantSource;
import tidings.platform.Json;
import tidings.platform.Secrets;

/// The source that a configuration asks for.
final class Sources {
    /// How many posts of a listing are read: one request's worth, more than anyone pages through.
    static final int DEPTH = 100;

    /// What Reddit leaves to an address without an account: one feed a minute, and a little to spare.
    static final Duration FEED_INTERVAL = Duration.ofSeconds(65);

    private Sources() {}

    static Source of(ScraperConfig config, Secrets secrets, Transport transport, InstantSource clock) {
        return switch (config.mode()) {
            case OAUTH, SANDBOX -> {
                BearerToken token = new BearerToken(
                        config.url(),
                        () -> Json.read(secrets.get(config.secretArn()), BearerToken.Client.class),
                        transport,
                        clock);
                yield new RedditApi(config.apiUrl(), token, transport, clock, DEPTH);
            }
            case RSS -> new RedditFeed(config.url(), transport, clock, FEED_INTERVAL);
            case OFF -> new NoSource();
        };
    }
}
