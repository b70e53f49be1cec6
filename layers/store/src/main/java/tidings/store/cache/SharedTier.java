package tidings.store.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.BreakerOpenException;
import tidings.aws.Meter;
import tidings.aws.UnreadableException;

/// The remote memory as the cache uses it: entries of the present generation of their group, and locks for who loads
/// one. Fails nobody. Thread-safe.
record SharedTier(RemoteCache remote, Meter meter, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(SharedTier.class);

    /// Who loads may take so long before another one does.
    private static final Duration LOCK = Duration.ofSeconds(3);

    private static final Duration LOCK_WAIT = Duration.ofMillis(600);
    private static final Duration LOCK_POLL = Duration.ofMillis(20);

    /// What Valkey says.
    ///
    /// @param failed whether it was asked in vain
    /// @param generation of the group, if Valkey answers
    /// @param entry of this generation, null if there is none
    record Said<V>(boolean failed, Optional<String> generation, Entry<V> entry) {}

    /// Gives a group another generation, so that all that is stored of it is gone; whether Valkey heard of it.
    boolean renew(String group) {
        try {
            remote.put(Key.generation(group), bytes(UUID.randomUUID().toString()), CacheRegion.LONGEST);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("an invalidation is not told to others: {}", e.toString());
            return false;
        }
    }

    /// Puts an entry where others find it; whether all is well with Valkey.
    <V> boolean tell(CacheRegion<V> kind, Key key, Entry<V> entry, Instant now) {
        Optional<byte[]> bytes = Format.write(kind, entry);
        if (bytes.isEmpty()) {
            meter.count("CacheValueRefused", "too_large", 1);
            return true;
        }
        try {
            remote.put(kind.address(key), bytes.get(), Duration.between(now, entry.goneAt()));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("a value of {} is not told to others: {}", kind.name(), e.toString());
            return false;
        }
    }

    <V> Said<V> ask(CacheRegion<V> kind, Key key) {
        try {
            List<byte[]> found = remote.get(List.of(Key.generation(key.group()), kind.address(key)));
            String generation = found.getFirst() == null ? begin(key.group()) : text(found.getFirst());
            return new Said<>(false, Optional.of(generation), current(kind, found.getLast(), generation));
        } catch (BreakerOpenException _) {
            return new Said<>(false, Optional.empty(), null);
        } catch (RuntimeException e) {
            LOG.warn("Valkey fails at a value of {}: {}", kind.name(), e.toString());
            return new Said<>(true, Optional.empty(), null);
        }
    }

    /// Gives a group its first generation. Whatever is still there of a forgotten one is gone with it.
    private String begin(String group) {
        String generation = UUID.randomUUID().toString();
        if (remote.putIfAbsent(Key.generation(group), bytes(generation), CacheRegion.LONGEST)) {
            return generation;
        }
        byte[] others = remote.get(List.of(Key.generation(group))).getFirst();
        return others == null ? generation : text(others);
    }

    private <V> Entry<V> current(CacheRegion<V> kind, byte[] bytes, String generation) {
        if (bytes == null) {
            return null;
        }
        try {
            Entry<V> entry = Format.read(kind, bytes);
            return entry.generation().equals(generation) && !entry.isGone(clock.instant()) ? entry : null;
        } catch (UnreadableException e) {
            meter.count("CacheValueRefused", "damaged", 1);
            LOG.warn("a value of {} is damaged: {}", kind.name(), e.getMessage());
            return null;
        }
    }

    /// The lock ends by itself too, for its holder may end before it is released. To release another one's lock does no
    /// harm but a second load.
    boolean lock(String lock) {
        try {
            return remote.putIfAbsent(lock, new byte[1], LOCK);
        } catch (RuntimeException e) {
            LOG.warn("Valkey gives no lock: {}", e.toString());
            return true;
        }
    }

    void unlock(String lock) {
        try {
            remote.remove(lock);
        } catch (RuntimeException e) {
            LOG.warn("a lock is left to end by itself: {}", e.toString());
        }
    }

    /// What another environment is loading, if it comes in time.
    <V> Optional<Entry<V>> awaited(CacheRegion<V> kind, Key key) {
        long end = System.nanoTime() + LOCK_WAIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                Thread.sleep(LOCK_POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            Said<V> said = ask(kind, key);
            if (said.generation().isEmpty()) {
                return Optional.empty();
            }
            if (said.entry() != null && said.entry().isFresh(clock.instant())) {
                return Optional.of(said.entry());
            }
        }
        return Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
