package tidings.settings;

class InMemoryTunableStoreTest implements TunableStoreContract {
    @Override
    public TunableStore store() {
        return new InMemoryTunableStore();
    }
}
