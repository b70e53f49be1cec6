package tidings.scraper.reddit;

import java.time.InstantSource;
import tidings.aws.Meter;
import tidings.ratelimit.RedditMode;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.SharedState;
import tidings.scraper.source.Transport;

/// Gateways with a request budget of their own.
final class TestGateways {
    private TestGateways() {}

    static RedditGateway of(RedditMode mode, Transport transport, InstantSource clock) {
        RequestBudget budget = new RequestBudget(SharedState.inMemory(), mode.allowance(), clock);
        return new RedditGateway(transport, budget, Meter.silent(), clock);
    }
}
