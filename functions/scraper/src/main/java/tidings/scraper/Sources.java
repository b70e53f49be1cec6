package tidings.scraper;

import java.time.InstantSource;
import tidings.platform.Json;
import tidings.platform.Secrets;

/// The source that a configuration asks for.
final class Sources {
    /// How many posts of a listing are read: one request's worth, more than anyone pages through.
    static final int DEPTH = 100;

    private Sources() {}

    static Source of(ScraperConfig config, Secrets secrets, Door door, InstantSource clock) {
        return switch (config.mode()) {
            case OAUTH, SANDBOX -> {
                BearerToken token = new BearerToken(
                        config.url(),
                        () -> Json.read(secrets.get(config.secretArn()), BearerToken.Client.class),
                        door,
                        clock);
                yield new RedditApi(config.apiUrl(), token, door, clock, DEPTH);
            }
            case RSS -> new RedditFeed(config.url(), door, clock);
            case OFF -> new NoSource();
        };
    }
}
