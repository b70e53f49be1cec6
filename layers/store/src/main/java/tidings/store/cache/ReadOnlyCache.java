package tidings.store.cache;

import java.util.List;

/// Reads another cache and leaves it as it is.
public record ReadOnlyCache(RemoteCache read) implements Unwritten {
    @Override
    public boolean isThere() {
        return read.isThere();
    }

    @Override
    public List<byte[]> get(List<String> keys) {
        return read.get(keys);
    }
}
