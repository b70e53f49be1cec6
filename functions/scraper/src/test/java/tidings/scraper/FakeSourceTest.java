package tidings.scraper;

import java.time.InstantSource;

/// The fake keeps the promises of the real sources.
class FakeSourceTest implements SourceContract {
    private final SettableClock clock = new SettableClock();

    @Override
    public Source source() {
        return FakeSource.ofJava(clock);
    }

    @Override
    public InstantSource clock() {
        return clock;
    }
}
