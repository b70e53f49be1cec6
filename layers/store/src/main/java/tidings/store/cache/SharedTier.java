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
import tidings.aws.UnreadableException;

/// The tier in Valkey that all environments share: entries, the generation of each group, and a lock for whoever
/// loads a value. A failure of Valkey is logged and never thrown. Thread-safe.
record SharedTier(RemoteCache remote, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(SharedTier.class);

    /// A lock is released after this, in case its holder died.
    private static final Duration LOCK_TTL = Duration.ofSeconds(3);

    private static final Duration LOCK_WAIT = Duration.ofMillis(600);
    private static final Duration LOCK_POLL = Duration.ofMillis(20);

    /// The result of a lookup.
    ///
    /// @param failed whether Valkey was asked and failed
    /// @param generation of the group; empty if Valkey did not answer
    /// @param entry of this generation
    record Lookup<V>(boolean failed, Optional<String> generation, Optional<Entry<V>> entry) {
        static <V> Lookup<V> unanswered(boolean failed) {
            return new Lookup<>(failed, Optional.empty(), Optional.empty());
        }
    }

    /// Gives a group a new generation, which invalidates its entries.
    void bumpGeneration(String group) {
        try {
            remote.put(Key.generation(group), bytes(UUID.randomUUID().toString()), CacheRegion.MAX_AGE);
        } catch (RuntimeException e) {
            LOG.warn("an invalidation did not reach Valkey: {}", e.toString());
        }
    }

    /// Stores an entry; returns false if Valkey failed.
    <V> boolean put(CacheRegion<V> region, Key key, Entry<V> entry, Instant now) {
        Optional<byte[]> bytes = Format.write(region, entry);
        if (bytes.isEmpty()) {
            LOG.warn("a value of {} is too large for Valkey", region.name());
            return true;
        }
        try {
            remote.put(region.address(key), bytes.get(), Duration.between(now, entry.expiresAt()));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("a value of {} did not reach Valkey: {}", region.name(), e.toString());
            return false;
        }
    }

    <V> Lookup<V> get(CacheRegion<V> region, Key key) {
        try {
            List<byte[]> found = remote.get(List.of(Key.generation(key.group()), region.address(key)));
            String generation = found.getFirst() == null ? firstGeneration(key.group()) : text(found.getFirst());
            return new Lookup<>(
                    false,
                    Optional.of(generation),
                    Optional.ofNullable(found.getLast()).flatMap(bytes -> current(region, bytes, generation)));
        } catch (BreakerOpenException _) {
            return Lookup.unanswered(false);
        } catch (RuntimeException e) {
            LOG.warn("Valkey failed to return a value of {}: {}", region.name(), e.toString());
            return Lookup.unanswered(true);
        }
    }

    /// Gives a group without a generation one. Entries that are left of an evicted generation become invalid.
    private String firstGeneration(String group) {
        String generation = UUID.randomUUID().toString();
        if (remote.putIfAbsent(Key.generation(group), bytes(generation), CacheRegion.MAX_AGE)) {
            return generation;
        }
        byte[] others = remote.get(List.of(Key.generation(group))).getFirst();
        return others == null ? generation : text(others);
    }

    private <V> Optional<Entry<V>> current(CacheRegion<V> region, byte[] bytes, String generation) {
        try {
            return Optional.of(Format.read(region, bytes))
                    .filter(entry -> entry.generation().equals(generation) && !entry.isExpired(clock.instant()));
        } catch (UnreadableException e) {
            LOG.warn("a cached value of {} cannot be read: {}", region.name(), e.getMessage());
            return Optional.empty();
        }
    }

    /// Tries to acquire a lock; succeeds if Valkey fails. Releasing the lock of another holder costs no more than a
    /// second load.
    boolean lock(String lock) {
        try {
            return remote.putIfAbsent(lock, new byte[1], LOCK_TTL);
        } catch (RuntimeException e) {
            LOG.warn("Valkey failed to lock: {}", e.toString());
            return true;
        }
    }

    void unlock(String lock) {
        remove(lock);
    }

    /// What is not removed expires.
    void remove(String address) {
        try {
            remote.remove(address);
        } catch (RuntimeException e) {
            LOG.warn("what was to be removed from Valkey expires later: {}", e.toString());
        }
    }

    /// Waits briefly for the entry that another environment is loading.
    <V> Optional<Entry<V>> await(CacheRegion<V> region, Key key) {
        long end = System.nanoTime() + LOCK_WAIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                Thread.sleep(LOCK_POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            Lookup<V> lookup = get(region, key);
            Optional<Entry<V>> fresh = lookup.entry().filter(entry -> entry.isFresh(clock.instant()));
            if (fresh.isPresent() || lookup.generation().isEmpty()) {
                return fresh;
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
