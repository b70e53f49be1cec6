package tidings.scraper;

import java.time.InstantSource;
import tidings.budget.Allowance;
import tidings.budget.RequestBudget;
import tidings.budget.Shared;
import tidings.platform.Breaker;
import tidings.platform.Meter;

/// Doors of which nobody else knows.
final class Doors {
    private Doors() {}

    static Door client(Transport transport, InstantSource clock) {
        return door(transport, new RequestBudget(Shared.inMemory(), Allowance.CLIENT, clock), clock);
    }

    static Door address(Transport transport, InstantSource clock) {
        return door(transport, new RequestBudget(Shared.inMemory(), Allowance.ADDRESS, clock), clock);
    }

    static Door door(Transport transport, RequestBudget budget, InstantSource clock) {
        Breaker breaker = new Breaker("reddit", Door.BREAKER, Meter.silent(), clock);
        return new Door(transport, budget, breaker, Meter.silent(), clock);
    }
}
