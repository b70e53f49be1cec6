package tidings.store.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.store.cache.SharedTier.Lookup;

/// A two-tier cache: this environment's memory, then Valkey, then the source of the value. Thread-safe.
///
/// One caller reloads a stale value and waits for it; the others get the stale one meanwhile. So no work is left when
/// an invocation has returned and Lambda freezes the environment. Without a stale value the others wait briefly, in
/// whichever environment they are.
///
/// If Valkey is unavailable, slow or returns garbage, the value is loaded from its source. If the source fails, a stale
/// value is returned where there is one ([Cached#sourceFailed]).
///
/// Somebody is told how each lookup ended.
///
/// While the tunable `use-cache` is 0, and where there is no Valkey, every read goes to its source and leaves
/// nothing here. Invalidations go on, so that what was cached before is right when it is read again.
public final class Cache {
    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

    private static final Duration LOAD_WAIT = Duration.ofSeconds(2);
    private static final double JITTER = 0.1;

    private final LocalTier local;
    private final SharedTier shared;
    private final Tunables tunables;
    private final Consumer<Outcome> lookups;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, CompletableFuture<Cached<?>>> loads = new ConcurrentHashMap<>();

    /// How a lookup ended.
    public enum Outcome {
        /// In this environment's memory.
        LOCAL,
        /// In Valkey.
        REMOTE,
        /// Past its TTL, while another caller reloads it or because the source failed.
        STALE,
        /// An empty result was cached.
        NEGATIVE,
        /// Loaded from the source.
        MISS,
        /// Loaded from the source because Valkey failed.
        ERROR;

        public boolean isHit() {
            return this != MISS && this != ERROR;
        }
    }

    /// @param tunables set the TTL of each region and whether anything is cached; their profile sets the number
    ///     of entries in this environment's memory
    /// @param lookups is told how each lookup ended
    public Cache(
            RemoteCache remote,
            Tunables tunables,
            Consumer<Outcome> lookups,
            InstantSource clock,
            RandomGenerator random) {
        this.local = new LocalTier(tunables.profile().cacheEntries(), clock);
        this.shared = new SharedTier(remote, clock);
        this.tunables = tunables;
        this.lookups = lookups;
        this.clock = clock;
        this.random = random;
    }

    /// The value; empty if the source has none. An exception of the source is thrown only without a stale value.
    public <V> Cached<Optional<V>> get(CacheRegion<V> region, Key key, Supplier<Optional<V>> source) {
        if (!isUsed()) {
            return new Cached<>(uncached(region, source), clock.instant(), false);
        }
        String address = region.address(key);
        Optional<Cached<Optional<V>>> trusted = trusted(region, address);
        if (trusted.isPresent()) {
            return trusted.get();
        }
        CompletableFuture<Cached<?>> own = new CompletableFuture<>();
        CompletableFuture<Cached<?>> others = loads.putIfAbsent(address, own);
        return others == null ? lead(region, key, source, own) : follow(region, address, source, others);
    }

    /// The value from its source, whatever is cached; caches it.
    public <V> Optional<V> reload(CacheRegion<V> region, Key key, Supplier<Optional<V>> source) {
        if (!isUsed()) {
            return uncached(region, source);
        }
        String address = region.address(key);
        CompletableFuture<Cached<?>> own = new CompletableFuture<>();
        loads.put(address, own);
        try {
            Cached<Optional<V>> found = load(region, key, source, own, shared.get(region, key), Optional.empty());
            own.complete(found);
            return found.value();
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            loads.remove(address, own);
        }
    }

    private boolean isUsed() {
        return isShared() && tunables.isOn(Tunable.USE_CACHE);
    }

    /// Whether this deployment has Valkey.
    public boolean isShared() {
        return shared.remote().isThere();
    }

    private <V> Optional<V> uncached(CacheRegion<V> region, Supplier<Optional<V>> source) {
        Optional<V> value = source.get();
        count(region, Outcome.MISS);
        return value;
    }

    /// Invalidates all values of a group in both tiers, and discards loads in progress. Call it after the change is
    /// committed. If Valkey fails, other environments serve the old values until their TTL ends.
    public void invalidate(String group) {
        String prefix = Key.prefix(group);
        shared.bumpGeneration(group);
        // Loads before memory: a load that ends in between finds that it was discarded.
        loads.keySet().removeIf(address -> address.startsWith(prefix));
        local.removeAll(prefix);
    }

    /// Invalidates the values of a group of one and removes them, so that nothing is left under its name. What is
    /// loaded meanwhile by others is never read and expires. If Valkey fails, so does what is left.
    ///
    /// @param regions that have such values
    public void erase(String group, List<CacheRegion<?>> regions) {
        invalidate(group);
        regions.forEach(region -> shared.remove(region.address(Key.of(group))));
        shared.remove(Key.generation(group));
    }

    private <V> Optional<Cached<Optional<V>>> trusted(CacheRegion<V> region, String address) {
        return local.trusted(region, address).map(entry -> result(region, Outcome.LOCAL, entry, false));
    }

    private <V> Cached<Optional<V>> lead(
            CacheRegion<V> region, Key key, Supplier<Optional<V>> source, CompletableFuture<Cached<?>> own) {
        String address = region.address(key);
        try {
            // Another load may have ended since local memory was read.
            Cached<Optional<V>> found =
                    this.<V>trusted(region, address).orElseGet(() -> lookUp(region, key, source, own));
            own.complete(found);
            return found;
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            loads.remove(address, own);
        }
    }

    private <V> Cached<Optional<V>> follow(
            CacheRegion<V> region, String address, Supplier<Optional<V>> source, CompletableFuture<Cached<?>> others) {
        Optional<Entry<V>> stale = local.get(region, address);
        if (stale.isPresent()) {
            return result(region, Outcome.STALE, stale.get(), false);
        }
        try {
            @SuppressWarnings("unchecked") // the loads of one address are of one region
            Cached<Optional<V>> found = (Cached<Optional<V>>) others.get(LOAD_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            count(region, found.value().isPresent() ? Outcome.LOCAL : Outcome.NEGATIVE);
            return found;
        } catch (TimeoutException _) {
            count(region, Outcome.MISS);
            return new Cached<>(source.get(), clock.instant(), false);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another thread loads the value", e);
        }
    }

    private <V> Cached<Optional<V>> lookUp(
            CacheRegion<V> region, Key key, Supplier<Optional<V>> source, CompletableFuture<Cached<?>> own) {
        String address = region.address(key);
        Optional<Entry<V>> mine = local.get(region, address);
        Lookup<V> lookup = shared.get(region, key);
        Instant now = clock.instant();
        if (lookup.generation().isEmpty()) {
            if (mine.isPresent() && mine.get().isFresh(now)) {
                keep(region, address, mine.get(), own);
                return result(region, Outcome.LOCAL, mine.get(), false);
            }
            return load(region, key, source, own, lookup, mine);
        }
        String generation = lookup.generation().get();
        Optional<Entry<V>> valid =
                lookup.entry().or(() -> mine.filter(entry -> entry.generation().equals(generation)));
        if (valid.isPresent() && valid.get().isFresh(now)) {
            keep(region, address, valid.get(), own);
            return result(region, Outcome.REMOTE, valid.get(), false);
        }
        // Per generation: whoever loads an invalidated value blocks nobody.
        String lock = address + ":" + generation;
        if (shared.lock(lock)) {
            try {
                return load(region, key, source, own, lookup, valid.or(() -> mine));
            } finally {
                shared.unlock(lock);
            }
        }
        if (valid.isPresent()) {
            return result(region, Outcome.STALE, valid.get(), false);
        }
        Optional<Entry<V>> others = shared.await(region, key);
        if (others.isPresent()) {
            keep(region, address, others.get(), own);
            return result(region, Outcome.REMOTE, others.get(), false);
        }
        return load(region, key, source, own, lookup, mine);
    }

    private <V> Cached<Optional<V>> load(
            CacheRegion<V> region,
            Key key,
            Supplier<Optional<V>> source,
            CompletableFuture<Cached<?>> own,
            Lookup<V> lookup,
            Optional<Entry<V>> fallback) {
        Optional<V> value;
        try {
            value = source.get();
        } catch (RuntimeException e) {
            if (fallback.isEmpty()) {
                count(region, lookup.failed() ? Outcome.ERROR : Outcome.MISS);
                throw e;
            }
            LOG.warn("the source of {} failed, a stale value is served: {}", region.name(), e.toString());
            return result(region, Outcome.STALE, fallback.get(), true);
        }
        Instant now = clock.instant();
        Instant staleAt = now.plus(jittered(value.isPresent() ? region.freshFor(tunables) : region.negativeTtl()));
        Instant expiresAt = value.isPresent() ? staleAt.plus(region.stale()) : staleAt;
        Entry<V> entry =
                new Entry<>(value, now, staleAt, expiresAt, lookup.generation().orElse(""));
        keep(region, region.address(key), entry, own);
        boolean stored = lookup.generation().isEmpty() || shared.put(region, key, entry, now);
        count(region, stored && !lookup.failed() ? Outcome.MISS : Outcome.ERROR);
        return new Cached<>(value, now, false);
    }

    /// Puts an entry into local memory unless its group was invalidated since the load began.
    private <V> void keep(CacheRegion<V> region, String address, Entry<V> entry, CompletableFuture<Cached<?>> own) {
        local.put(region, address, entry);
        if (loads.get(address) != own) {
            local.remove(address);
        }
    }

    private <V> Cached<Optional<V>> result(
            CacheRegion<V> region, Outcome outcome, Entry<V> entry, boolean sourceFailed) {
        count(region, entry.value().isPresent() ? outcome : Outcome.NEGATIVE);
        return new Cached<>(entry.value(), entry.at(), sourceFailed);
    }

    private void count(CacheRegion<?> region, Outcome outcome) {
        lookups.accept(outcome);
        LOG.debug("{}: {}", region.name(), outcome);
    }

    private Duration jittered(Duration time) {
        return Duration.ofMillis((long) (time.toMillis() * (1 - JITTER * random.nextDouble())));
    }
}
