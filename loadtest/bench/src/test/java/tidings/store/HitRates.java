package tidings.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.Stream;
import tidings.aws.Json;
import tidings.loadtest.bench.MixSteps;
import tidings.settings.Profile;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.store.AskedKeys.Asked;
import tidings.store.ReadTrace.Change;
import tidings.store.ReadTrace.Read;
import tidings.store.cache.Cache;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.DeafCache;
import tidings.store.cache.InMemoryRemoteCache;
import tidings.store.cache.RemoteCache;
import tidings.testing.ManualClock;

/// The hit rate of the cache beside that of an ideal one that keeps what was used last, of the same size, on the same
/// trace, at virtual time: both tiers, with several environments before one Valkey, whose size nothing here
/// reaches, and the first tier alone, as while Valkey is down. Hits and differences are in percent. Deterministic.
public final class HitRates {
    private static final List<Integer> SEEDS = List.of(1, 2, 3);
    private static final Duration TIME = Duration.ofMinutes(20);
    private static final int ENVIRONMENTS = 4;
    private static final Profile PROFILE = Profile.all().get("production");
    private static final int SMALL = 100;

    private final ObjDoubleConsumer<String> seen;

    /// @param seen gets each measure by its name, once a seed
    public HitRates(ObjDoubleConsumer<String> seen) {
        this.seen = seen;
    }

    public void of(Path project) throws IOException {
        MixSteps mix = MixSteps.read(project);
        AskedKeys keys = new AskedKeys(PROFILE);
        for (int seed : SEEDS) {
            List<ReadTrace.Event> trace = new ReadTrace(
                            keys, mix, Tunables.fixed(PROFILE).seconds(Tunable.LISTING_TTL), new Random(seed))
                    .during(TIME);
            ManualClock clock = new ManualClock();
            compare(
                    "both tiers",
                    trace,
                    PROFILE,
                    ENVIRONMENTS,
                    Integer.MAX_VALUE,
                    new InMemoryRemoteCache(clock),
                    clock);
            for (Profile profile : List.of(PROFILE, small())) {
                String what = "first tier alone of %,d".formatted(profile.cacheEntries());
                compare(what, trace, profile, 1, profile.cacheEntries(), new DeafCache(_ -> {}), new ManualClock());
            }
        }
    }

    /// Holds so few that what is read does not fit.
    private static Profile small() {
        ObjectNode numbers = Json.mapper().valueToTree(PROFILE);
        return Json.mapper().convertValue(numbers.put("CacheEntries", SMALL), Profile.class);
    }

    private void compare(
            String what,
            List<ReadTrace.Event> trace,
            Profile profile,
            int environments,
            int size,
            RemoteCache remote,
            ManualClock clock) {
        Tunables tunables = Tunables.fixed(profile);
        Random random = new Random(7);
        Rate ours = new Rate();
        Rate ideal = new Rate();
        Rate endless = new Rate();
        List<Cache> caches = Stream.generate(
                        () -> new Cache(remote, tunables, outcome -> ours.count(outcome.isHit()), clock, random))
                .limit(environments)
                .toList();
        IdealCache expiring = new IdealCache(size, true);
        IdealCache keeping = new IdealCache(size, false);
        Duration before = Duration.ZERO;
        for (ReadTrace.Event event : trace) {
            clock.advance(event.at().minus(before));
            before = event.at();
            Cache cache = caches.get(random.nextInt(environments));
            switch (event) {
                case Read(Duration at, Asked asked) -> {
                    read(cache, asked.region(), asked);
                    Duration ttl = asked.region().freshFor(tunables);
                    ideal.count(expiring.has(asked, at, ttl));
                    endless.count(keeping.has(asked, at, ttl));
                }
                case Change change -> {
                    cache.invalidate(change.group());
                    expiring.invalidate(change.group());
                    keeping.invalidate(change.group());
                }
            }
        }
        seen.accept(what + ", hits", ours.percent());
        seen.accept(what + ", hits of an ideal one", ideal.percent());
        seen.accept(what + ", hits of an ideal one without TTL", endless.percent());
        seen.accept(what + ", points below the ideal", ideal.percent() - ours.percent());
    }

    private static <V> void read(Cache cache, CacheRegion<V> region, Asked asked) {
        cache.get(region, asked.key(), () -> Optional.of(region.type().cast(asked.value())));
    }

    private static final class Rate {
        private int hits;
        private int all;

        void count(boolean hit) {
            hits += hit ? 1 : 0;
            all++;
        }

        double percent() {
            return 100.0 * hits / all;
        }
    }
}
