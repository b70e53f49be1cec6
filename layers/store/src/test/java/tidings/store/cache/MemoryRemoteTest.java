package tidings.store.cache;

import java.time.Duration;
import tidings.testing.ManualClock;

class MemoryRemoteTest implements RemoteContract {
    private final ManualClock clock = new ManualClock();
    private final MemoryRemote remote = new MemoryRemote(clock);

    @Override
    public Remote remote() {
        return remote;
    }

    @Override
    public void aSecondPasses() {
        clock.advance(Duration.ofSeconds(1));
    }
}
