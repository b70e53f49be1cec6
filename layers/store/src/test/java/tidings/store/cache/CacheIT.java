package tidings.store.cache;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tidings.aws.Breaker;
import tidings.settings.Tunables;
import tidings.testing.ManualClock;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

/// The cache with a Redis server, and with one that fails.
class CacheIT {
    private static final CacheRegion<String> TEXT =
            CacheRegion.of("text", 1, String.class, _ -> Duration.ofMinutes(10), Duration.ofMinutes(30));

    private static final int CALLERS = 1_000;

    private static TestRedis redis;

    private final List<Cache.Outcome> lookups = new CopyOnWriteArrayList<>();
    private final AtomicInteger loads = new AtomicInteger();

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void loadsOnceForManyConcurrentCallersInTwoEnvironments() {
        Key key = new Key("stampede", "value");
        // One each, and another of whoever waits for the load.
        CountDownLatch asked = new CountDownLatch(3);
        try (RemoteCache one = RemoteCache.of(redis.config(), InstantSource.system());
                RemoteCache other = RemoteCache.of(redis.config(), InstantSource.system())) {
            List<Cache> caches = List.of(cache(observed(one, asked)), cache(observed(other, asked)));
            // Connects both and creates the generation of the group.
            List.of(cache(one), cache(other))
                    .forEach(cache -> cache.get(TEXT, new Key(key.group(), "connect"), this::load));
            loads.set(0);
            Set<String> seen = ConcurrentHashMap.newKeySet();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CALLERS; i++) {
                    Cache cache = caches.get(i % 2);
                    threads.submit(() -> seen.add(
                            cache.get(TEXT, key, () -> loadAfter(asked)).value().orElseThrow()));
                }
            }

            assertThat(loads).hasValue(1);
            assertThat(seen).containsExactly("load 1");
        }
    }

    @Test
    void reloadsAStaleValueOnceForManyConcurrentCallers() {
        Key key = Key.of("expired");
        ManualClock clock = new ManualClock();
        CountDownLatch others = new CountDownLatch(CALLERS - 1);
        try (RemoteCache one = RemoteCache.of(redis.config(), clock);
                RemoteCache other = RemoteCache.of(redis.config(), clock)) {
            List<Cache> caches = List.of(cache(one, clock), cache(other, clock));
            caches.forEach(cache -> cache.get(TEXT, key, this::load));
            clock.advance(Duration.ofMinutes(11));
            loads.set(0);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CALLERS; i++) {
                    Cache cache = caches.get(i % 2);
                    threads.submit(() -> {
                        Optional<String> value =
                                cache.get(TEXT, key, () -> loadAfter(others)).value();
                        others.countDown();
                        return value;
                    });
                }
            }

            assertThat(loads).hasValue(1);
        }
    }

    @Test
    void failsNoCallerWhenTheServerStopsAndRecoversSoonAfterItsReturn() {
        TestRedis ours = TestRedis.start();
        try (RemoteCache remote = RemoteCache.of(ours.config(), InstantSource.system())) {
            // Each lookup has a new local tier, so that it goes to the server.
            List<Long> before = lookups(remote, 2_000);
            ours.stop();
            List<Long> without = lookups(remote, 2_000);
            assertThat(count(Cache.Outcome.ERROR)).isBetween(3L, 10L);

            ours.resume();
            long back = System.nanoTime();
            Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
                long remotely = count(Cache.Outcome.REMOTE);
                cache(remote).get(TEXT, Key.of("back"), this::load);
                return count(Cache.Outcome.REMOTE) > remotely;
            });
            System.out.printf(
                    "a lookup's p95: %d µs with the server, %d µs without it (a source that answers at once); back"
                            + " %.1f s after its return%n",
                    p95(before), p95(without), (System.nanoTime() - back) / 1e9);
        } finally {
            ours.close();
        }
    }

    @Test
    void opensTheBreakerAfterFiveSlowCallsAtMost() throws IOException {
        try (SlowProxy proxy = new SlowProxy(redis.port())) {
            Breaker breaker = new Breaker(
                    "valkey", new Breaker.Settings(5, 3, Valkey.SLOW, Duration.ofSeconds(5)), InstantSource.system());
            try (RemoteCache remote = new GuardedRemoteCache(
                    new Valkey(TestRedis.config(proxy.port()), InstantSource.system()), breaker)) {
                Cache cache = cache(remote);
                for (int i = 0; i < 20; i++) {
                    cache.get(TEXT, Key.of("quick" + i), this::load);
                }
                assertThat(breaker.state()).isEqualTo(State.CLOSED);

                proxy.delay(Duration.ofSeconds(2));
                int calls = 0;
                while (breaker.state() == State.CLOSED && calls < 20) {
                    assertThat(cache.get(TEXT, Key.of("slow" + calls++), this::load)
                                    .value())
                            .isPresent();
                }
                System.out.printf("the breaker opened after %d slow calls%n", calls);
                assertThat(calls).isLessThanOrEqualTo(5);

                assertThat(breaker.state()).isEqualTo(State.OPEN);
                assertThat(cache.get(TEXT, Key.of("open"), this::load).value()).isPresent();
            }
        }
    }

    /// The duration of each lookup, in microseconds.
    private List<Long> lookups(RemoteCache remote, int number) {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Cache cache = cache(remote);
            long start = System.nanoTime();
            assertThat(cache.get(TEXT, Key.of("key" + i % 100), this::load).value())
                    .isPresent();
            took.add((System.nanoTime() - start) / 1_000);
        }
        return took;
    }

    private static long p95(List<Long> took) {
        return took.stream().sorted().toList().get(took.size() * 95 / 100);
    }

    private long count(Cache.Outcome outcome) {
        return lookups.stream().filter(outcome::equals).count();
    }

    private Cache cache(RemoteCache remote) {
        return cache(remote, InstantSource.system());
    }

    private Cache cache(RemoteCache remote, InstantSource clock) {
        return new Cache(remote, Tunables.fixed(CacheFixture.PROFILE), lookups::add, clock, new Random(7));
    }

    private Optional<String> load() {
        return Optional.of("load " + loads.incrementAndGet());
    }

    private Optional<String> loadAfter(CountDownLatch event) {
        try {
            assertThat(event.await(60, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return load();
    }

    /// The same remote cache, which counts down at each lookup.
    private static RemoteCache observed(RemoteCache remote, CountDownLatch lookups) {
        return (RemoteCache) Proxy.newProxyInstance(
                RemoteCache.class.getClassLoader(), new Class<?>[] {RemoteCache.class}, (_, method, arguments) -> {
                    Object result = method.invoke(remote, arguments);
                    if (method.getName().equals("get")) {
                        lookups.countDown();
                    }
                    return result;
                });
    }
}
