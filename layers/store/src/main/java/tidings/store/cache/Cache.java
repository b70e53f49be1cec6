package tidings.store.cache;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Meter;
import tidings.store.cache.SharedTier.Said;

/// Gives values from this environment's memory, else from Valkey, else from their source. Thread-safe.
///
/// A value past its time is loaded by one caller, who waits for it; all others are given the old one meanwhile. So
/// nothing is left to do once an invocation has answered, when Lambda freezes the environment. Where there is no old
/// value, the others wait for a moment, whichever environment they are in.
///
/// Valkey may be gone, slow, or hold nonsense: then the source is asked, and no caller fails. A source that fails is
/// covered up for by an old value where there is one ([Cached#sourceFailed]).
///
/// Each lookup counts as `CacheLookup`: `local` (this environment's memory), `remote` (Valkey), `stale` (past its time,
/// while somebody else loads it or because the source failed), `negative` (it is remembered that there is nothing),
/// `miss` (the source was asked) or `error` (so it was, because Valkey failed).
public final class Cache {
    private static final Logger LOG = LoggerFactory.getLogger(Cache.class);

    private static final Duration FLIGHT_WAIT = Duration.ofSeconds(2);
    private static final double JITTER = 0.1;

    private final LocalTier local;
    private final SharedTier shared;
    private final Meter meter;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, CompletableFuture<Cached<?>>> flights = new ConcurrentHashMap<>();

    private enum Outcome {
        LOCAL,
        REMOTE,
        STALE,
        NEGATIVE,
        MISS,
        ERROR
    }

    /// @param entries how many are kept in this environment's memory
    public Cache(RemoteCache remote, int entries, Meter meter, InstantSource clock, RandomGenerator random) {
        this.local = new LocalTier(entries, clock);
        this.shared = new SharedTier(remote, meter, clock);
        this.meter = meter;
        this.clock = clock;
        this.random = random;
    }

    /// The value, empty if the source has none. What `source` throws is thrown only where no old value is at hand.
    public <V> Cached<Optional<V>> get(CacheRegion<V> kind, Key key, Supplier<Optional<V>> source) {
        String address = kind.address(key);
        Optional<Cached<Optional<V>>> trusted = trusted(kind, address);
        if (trusted.isPresent()) {
            return trusted.get();
        }
        CompletableFuture<Cached<?>> own = new CompletableFuture<>();
        CompletableFuture<Cached<?>> others = flights.putIfAbsent(address, own);
        return others == null ? lead(kind, key, source, own) : follow(kind, address, source, others);
    }

    /// Forgets all values of a group, everywhere; a load that is under way is not kept. To be called after what they
    /// come from was committed. Where Valkey does not hear of it, others go on with the old values until these are
    /// past their time.
    public void invalidate(String group) {
        String space = Key.space(group);
        meter.count("CacheInvalidation", shared.renew(group) ? "done" : "error", 1);
        // Flights before memory: what lands in between finds that it is no longer awaited.
        flights.keySet().removeIf(address -> address.startsWith(space));
        local.removeAll(space);
    }

    private <V> Optional<Cached<Optional<V>>> trusted(CacheRegion<V> kind, String address) {
        return local.trusted(kind, address).map(entry -> given(kind, Outcome.LOCAL, entry, false));
    }

    private <V> Cached<Optional<V>> lead(
            CacheRegion<V> kind, Key key, Supplier<Optional<V>> source, CompletableFuture<Cached<?>> own) {
        String address = kind.address(key);
        try {
            // Another one may have landed since this memory was looked into.
            Cached<Optional<V>> found = this.<V>trusted(kind, address).orElseGet(() -> lookUp(kind, key, source, own));
            own.complete(found);
            return found;
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(address, own);
        }
    }

    private <V> Cached<Optional<V>> follow(
            CacheRegion<V> kind, String address, Supplier<Optional<V>> source, CompletableFuture<Cached<?>> others) {
        Entry<V> old = local.get(kind, address);
        if (old != null) {
            return given(kind, Outcome.STALE, old, false);
        }
        try {
            @SuppressWarnings("unchecked") // flights to one address are of one kind
            Cached<Optional<V>> found = (Cached<Optional<V>>) others.get(FLIGHT_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            count(kind, found.value().isPresent() ? Outcome.LOCAL : Outcome.NEGATIVE);
            return found;
        } catch (TimeoutException _) {
            count(kind, Outcome.MISS);
            return new Cached<>(source.get(), clock.instant(), false);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another one loads", e);
        }
    }

    private <V> Cached<Optional<V>> lookUp(
            CacheRegion<V> kind, Key key, Supplier<Optional<V>> source, CompletableFuture<Cached<?>> own) {
        String address = kind.address(key);
        Entry<V> mine = local.get(kind, address);
        Said<V> said = shared.ask(kind, key);
        Instant now = clock.instant();
        if (said.generation().isEmpty()) {
            if (mine != null && mine.isFresh(now)) {
                keep(address, mine, own);
                return given(kind, Outcome.LOCAL, mine, false);
            }
            return load(kind, key, source, own, said, mine);
        }
        Entry<V> known = said.entry() != null
                        || mine == null
                        || !mine.generation().equals(said.generation().get())
                ? said.entry()
                : mine;
        if (known != null && known.isFresh(now)) {
            keep(address, known, own);
            return given(kind, Outcome.REMOTE, known, false);
        }
        Entry<V> fallback = known == null ? mine : known;
        // Of this generation: who loads what was invalidated since holds up nobody.
        String lock = address + ":" + said.generation().get();
        if (shared.lock(lock)) {
            try {
                return load(kind, key, source, own, said, fallback);
            } finally {
                shared.unlock(lock);
            }
        }
        if (known != null) {
            return given(kind, Outcome.STALE, known, false);
        }
        Optional<Entry<V>> theirs = shared.awaited(kind, key);
        if (theirs.isPresent()) {
            keep(address, theirs.get(), own);
            return given(kind, Outcome.REMOTE, theirs.get(), false);
        }
        return load(kind, key, source, own, said, fallback);
    }

    private <V> Cached<Optional<V>> load(
            CacheRegion<V> kind,
            Key key,
            Supplier<Optional<V>> source,
            CompletableFuture<Cached<?>> own,
            Said<V> said,
            Entry<V> fallback) {
        Optional<V> value;
        try {
            value = source.get();
        } catch (RuntimeException e) {
            if (fallback == null) {
                count(kind, said.failed() ? Outcome.ERROR : Outcome.MISS);
                throw e;
            }
            LOG.warn("the source of {} failed, an old value is given: {}", kind.name(), e.toString());
            return given(kind, Outcome.STALE, fallback, true);
        }
        Instant now = clock.instant();
        Instant freshUntil = now.plus(jittered(value.isPresent() ? kind.fresh() : kind.nothing()));
        Instant goneAt = value.isPresent() ? freshUntil.plus(kind.stale()) : freshUntil;
        Entry<V> entry =
                new Entry<>(value, now, freshUntil, goneAt, said.generation().orElse(""));
        keep(kind.address(key), entry, own);
        boolean told = said.generation().isEmpty() || shared.tell(kind, key, entry, now);
        count(kind, told && !said.failed() ? Outcome.MISS : Outcome.ERROR);
        return new Cached<>(value, now, false);
    }

    /// Puts an entry into this environment's memory, unless its group was invalidated since the load began.
    private void keep(String address, Entry<?> entry, CompletableFuture<Cached<?>> own) {
        local.put(address, entry);
        if (flights.get(address) != own) {
            local.remove(address);
        }
    }

    private <V> Cached<Optional<V>> given(CacheRegion<V> kind, Outcome outcome, Entry<V> entry, boolean sourceFailed) {
        count(kind, entry.value().isPresent() ? outcome : Outcome.NEGATIVE);
        return new Cached<>(entry.value(), entry.at(), sourceFailed);
    }

    private void count(CacheRegion<?> kind, Outcome outcome) {
        String name = outcome.name().toLowerCase(Locale.ROOT);
        meter.count("CacheLookup", name, 1);
        LOG.debug("{}: {}", kind.name(), name);
    }

    private Duration jittered(Duration time) {
        return Duration.ofMillis((long) (time.toMillis() * (1 - JITTER * random.nextDouble())));
    }
}
