package tidings.store.cache;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ValkeyIT implements RemoteCacheContract {
    private static TestRedis redis;

    private final ManualClock clock = new ManualClock();
    private final Valkey valkey = new Valkey(redis.config(), clock);

    @BeforeAll
    static void start() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @AfterEach
    void close() {
        valkey.close();
    }

    @Override
    public RemoteCache remote() {
        return valkey;
    }

    @Override
    public void aSecondPasses() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollDelay(Duration.ofSeconds(1))
                .until(() -> true);
    }

    @Test
    void opensAnotherConnectionAfterItWasClosed() {
        String key = RemoteCacheContract.key("kept");
        valkey.put(key, RemoteCacheContract.bytes("x"), TTL);
        valkey.close();

        assertThat(valkey.get(List.of(key)).getFirst()).isEqualTo(RemoteCacheContract.bytes("x"));
    }

    @Test
    void opensAnotherConnectionBeforeElastiCacheEndsTheOldOne() {
        valkey.get(List.of("a"));
        Set<String> before = connections();
        clock.advance(Duration.ofHours(10));
        valkey.get(List.of("a"));
        assertThat(connections()).isEqualTo(before);

        clock.advance(Duration.ofHours(2));
        valkey.get(List.of("a"));

        assertThat(connections()).doesNotContainAnyElementsOf(before);
    }

    @Test
    void givesEveryKeyALife() {
        String key = RemoteCacheContract.key("lives");
        valkey.put(key, RemoteCacheContract.bytes("x"), TTL);
        valkey.putIfAbsent(key + "2", RemoteCacheContract.bytes("x"), TTL);
        valkey.add(key + "3", Map.of("a", 1), TTL);

        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            assertThat(jedis.keys("*"))
                    .allSatisfy(one -> assertThat(jedis.pttl(one)).as(one).isPositive());
        }
    }

    /// Ids of the connections that others have to the server.
    private static Set<String> connections() {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            String own = Long.toString(jedis.clientId());
            return jedis.clientList()
                    .lines()
                    .map(line -> line.replaceFirst("^id=(\\d+) .*", "$1"))
                    .filter(id -> !id.equals(own))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void speaksTlsOnlyWithWhoTheCertificateNames(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.of("127.0.0.1", folder);
        try (TestRedis secret = TestRedis.start(certificate.settings())) {
            try (Valkey client = over(certificate, "127.0.0.1", secret.port())) {
                String key = RemoteCacheContract.key("secret");
                client.put(key, RemoteCacheContract.bytes("x"), TTL);
                assertThat(client.get(List.of(key)).getFirst()).isEqualTo(RemoteCacheContract.bytes("x"));
            }
            try (Valkey client = over(certificate, "localhost", secret.port())) {
                assertThatThrownBy(() -> client.get(List.of("a"))).hasStackTraceContaining("localhost");
            }
        }
    }

    private static Valkey over(TestCertificate certificate, String host, int port) {
        CacheConfig config = new CacheConfig(CacheConfig.Mode.PLAIN, host, port, "cache", "functions", "eu-west-1");
        return new Valkey(
                config,
                Valkey.settings()
                        .sslOptions(Valkey.tls()
                                .truststore(certificate.store(), TestCertificate.PASSWORD)
                                .build())
                        .build(),
                InstantSource.system());
    }

    /// The client that ElastiCache Serverless asks for, against a cluster of one.
    @Nested
    class InClusterMode implements RemoteCacheContract {
        private static TestRedis cluster;
        private static Valkey client;

        @BeforeAll
        static void start(@TempDir Path folder) {
            cluster = TestRedis.start("cluster-enabled yes", "dir " + folder);
            try (Jedis jedis = new Jedis("127.0.0.1", cluster.port())) {
                jedis.sendCommand(
                        Protocol.Command.CLUSTER,
                        Stream.concat(
                                        Stream.of("ADDSLOTS"),
                                        IntStream.range(0, 16_384).mapToObj(Integer::toString))
                                .toArray(String[]::new));
                Awaitility.await()
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> jedis.clusterInfo().contains("cluster_state:ok"));
            }
            CacheConfig config = new CacheConfig(
                    CacheConfig.Mode.SERVERLESS, "127.0.0.1", cluster.port(), "cache", "functions", "eu-west-1");
            client = new Valkey(config, Valkey.settings().build(), InstantSource.system());
        }

        @AfterAll
        static void stop() {
            client.close();
            cluster.close();
        }

        @Override
        public RemoteCache remote() {
            return client;
        }

        @Override
        public void aSecondPasses() {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .pollDelay(Duration.ofSeconds(1))
                    .until(() -> true);
        }
    }
}
