package tidings.store.cache;

import java.time.Duration;

class MemoryRemoteTest implements RemoteContract {
    private final ManualClock clock = new ManualClock();
    private final MemoryRemote remote = new MemoryRemote(clock);

    @Override
    public Remote remote() {
        return remote;
    }

    @Override
    public void aSecondPasses() {
        clock.pass(Duration.ofSeconds(1));
    }
}
