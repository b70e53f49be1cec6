package tidings.scraper;

import java.time.InstantSource;
import tidings.testing.ManualClock;

/// The fake keeps the promises of the real sources.
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
