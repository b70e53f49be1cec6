package tidings.scraper;

import java.time.InstantSource;
import tidings.ratelimit.Allowance;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.SharedState;
import tidings.aws.Breaker;
import tidings.aws.Meter;

/// Doors of which nobody else knows.
final class Doors {
    private Doors() {}

    static RedditGateway client(Transport transport, InstantSource clock) {
        return gateway(transport, new RequestBudget(SharedState.inMemory(), Allowance.CLIENT, clock), clock);
    }

    static RedditGateway address(Transport transport, InstantSource clock) {
        return gateway(transport, new RequestBudget(SharedState.inMemory(), Allowance.ADDRESS, clock), clock);
    }

    static RedditGateway gateway(Transport transport, RequestBudget budget, InstantSource clock) {
        Breaker breaker = new Breaker("reddit", RedditGateway.BREAKER, Meter.silent(), clock);
        return new RedditGateway(transport, budget, breaker, Meter.silent(), clock);
    }
}
