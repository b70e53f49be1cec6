package tidings.scraper.source;

import java.time.InstantSource;
import tidings.testing.ManualClock;

/// The fake passes the contract of the real sources.
class FakeSourceTest implements SourceContract {
    private final ManualClock clock = new ManualClock();

    @Override
    public Source source() {
        return FakeSource.ofJava(clock);
    }

    @Override
    public InstantSource clock() {
        return clock;
    }
}
