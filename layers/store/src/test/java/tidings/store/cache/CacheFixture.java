package tidings.store.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tidings.domain.Community;
import tidings.settings.InMemoryTunableStore;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.testing.ManualClock;

/// The caches of two environments that share a remote cache.
abstract class CacheFixture {
    static final Duration TTL = Duration.ofMinutes(10);
    static final Duration STALE = Duration.ofMinutes(30);
    static final CacheRegion<Note> NOTE = CacheRegion.of("note", 1, Note.class, _ -> TTL, STALE);
    static final Key KEY = new Key("notes", "1");
    static final Profile PROFILE = Profile.all().get("testing");

    final ManualClock clock = new ManualClock();
    final InMemoryRemoteCache remote = new InMemoryRemoteCache(clock);
    final InMemoryTunableStore changes = new InMemoryTunableStore();
    final List<Cache.Outcome> lookups = new CopyOnWriteArrayList<>();
    final Cache here = cache();
    final Cache there = cache();
    final AtomicInteger loads = new AtomicInteger();

    record Note(String text, List<Community> about) {}

    final Cache cache() {
        return new Cache(remote, new Tunables(changes, PROFILE, clock), lookups::add, clock, new Random(7));
    }

    final String text(Cache cache) {
        return text(cache, KEY);
    }

    final String text(Cache cache, Key key) {
        return cache.get(NOTE, key, this::load).value().orElseThrow().text();
    }

    final long lookups(Cache.Outcome outcome) {
        return lookups.stream().filter(outcome::equals).count();
    }

    final Optional<Note> load() {
        return Optional.of(new Note("load " + loads.incrementAndGet(), List.of(new Community("java"))));
    }

    final Optional<Note> loadNothing() {
        loads.incrementAndGet();
        return Optional.empty();
    }

    static Optional<Note> fail() {
        throw new IllegalStateException("source unavailable");
    }
}
