package tidings.scraper.reddit;

import java.time.InstantSource;
import java.util.Optional;
import tidings.aws.Json;
import tidings.aws.Secrets;
import tidings.aws.Wiring;
import tidings.ratelimit.RequestBudget;
import tidings.scraper.source.Source;
import tidings.scraper.source.Transport;
import tidings.scraper.source.UrlTransport;
import tidings.state.DynamoDb;

/// Builds the source that [tidings.ratelimit.RedditMode] selects.
public final class Reddit {
    /// How many posts of a feed are fetched: one request's worth, more than anyone pages through.
    private static final int DEPTH = 100;

    private Reddit() {}

    /// Empty if this deployment fetches nothing from Reddit.
    public static Optional<Source> of(RedditConfig config, Wiring wiring) {
        InstantSource clock = wiring.clock();
        Transport transport = wiring.shared(
                Transport.class, () -> wiring.isSilent() ? new CannedReddit() : new UrlTransport(config.userAgent()));
        RequestBudget budget = RequestBudget.of(config.mode(), DynamoDb.of(wiring), config.sourcesTable(), clock);
        wiring.onSmokeTest(budget::outlook);
        RedditGateway gateway = new RedditGateway(transport, budget, wiring.meter(), clock);
        return switch (config.mode()) {
            case OAUTH, SANDBOX -> {
                Secrets secrets = wiring.secrets();
                wiring.onSmokeTest(() -> secrets.get(config.secretArn()));
                BearerToken token = new BearerToken(
                        config.url(),
                        () -> Json.read(secrets.get(config.secretArn()), BearerToken.Client.class),
                        gateway,
                        clock);
                yield Optional.of(new RedditOAuth(config.apiUrl(), token, gateway, DEPTH));
            }
            case RSS -> Optional.of(new RedditRss(config.url(), gateway));
            case OFF -> Optional.empty();
        };
    }
}
