package tidings.scraper;

import java.time.InstantSource;
import tidings.aws.Json;
import tidings.aws.Secrets;

/// The source that a configuration asks for.
final class Sources {
    /// How many posts of a listing are read: one request's worth, more than anyone pages through.
    static final int DEPTH = 100;

    private Sources() {}

    static Source of(ScraperConfig config, Secrets secrets, RedditGateway gateway, InstantSource clock) {
        return switch (config.mode()) {
            case OAUTH, SANDBOX -> {
                BearerToken token = new BearerToken(
                        config.url(),
                        () -> Json.read(secrets.get(config.secretArn()), BearerToken.Client.class),
                        gateway,
                        clock);
                yield new RedditApi(config.apiUrl(), token, gateway, clock, DEPTH);
            }
            case RSS -> new RedditRss(config.url(), gateway, clock);
            case OFF -> new NoSource();
        };
    }
}
