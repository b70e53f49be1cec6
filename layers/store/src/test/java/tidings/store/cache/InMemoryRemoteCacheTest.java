package tidings.store.cache;

import java.time.Duration;
import tidings.testing.ManualClock;

class InMemoryRemoteCacheTest implements RemoteCacheContract {
    private final ManualClock clock = new ManualClock();
    private final InMemoryRemoteCache remote = new InMemoryRemoteCache(clock);

    @Override
    public RemoteCache remote() {
        return remote;
    }

    @Override
    public void aSecondPasses() {
        clock.advance(Duration.ofSeconds(1));
    }
}
