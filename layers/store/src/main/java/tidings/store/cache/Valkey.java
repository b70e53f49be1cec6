package tidings.store.cache;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/// Valkey, connected by the first call. Thread-safe.
final class Valkey implements RemoteCache {
    /// For each of connecting, a response, and a free connection of the pool.
    static final Duration TIMEOUT = Duration.ofMillis(300);

    /// From here on the database would have been faster.
    static final Duration SLOW = Duration.ofMillis(200);

    /// Less than the 12 hours after which ElastiCache closes a connection authenticated by IAM.
    private static final Duration MAX_CONNECTION_AGE = Duration.ofHours(11);

    /// An environment handles one event at a time and needs fewer.
    private static final int CONNECTIONS = 4;

    private final Function<JedisClientConfig, UnifiedJedis> connect;
    private final JedisClientConfig config;
    private final InstantSource clock;
    private UnifiedJedis client;
    private Instant connectedAt = Instant.MIN;

    Valkey(CacheConfig config, InstantSource clock) {
        this(config, settings(config), clock);
    }

    Valkey(CacheConfig config, JedisClientConfig settings, InstantSource clock) {
        HostAndPort address = new HostAndPort(config.host(), config.port());
        this.connect = switch (config.mode()) {
            case SERVERLESS -> given -> cluster(address, given);
            case PLAIN -> given -> single(address, given);
            case NONE -> throw new IllegalArgumentException("there is no cache to connect to");
        };
        this.config = settings;
        this.clock = clock;
    }

    static DefaultJedisClientConfig.Builder settings() {
        return DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) TIMEOUT.toMillis())
                .socketTimeoutMillis((int) TIMEOUT.toMillis());
    }

    static SslOptions.Builder tls() {
        return SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
    }

    private static JedisClientConfig settings(CacheConfig config) {
        return switch (config.mode()) {
            case SERVERLESS ->
                settings()
                        .sslOptions(tls().build())
                        .credentialsProvider(new IamToken(
                                config, DefaultCredentialsProvider.builder().build()))
                        .build();
            case PLAIN, NONE -> settings().build();
        };
    }

    private static UnifiedJedis single(HostAndPort address, JedisClientConfig config) {
        return RedisClient.builder()
                .hostAndPort(address)
                .clientConfig(config)
                .poolConfig(pool())
                .build();
    }

    /// Discovers the nodes of the cluster on creation. A redirection is followed; nothing else is retried.
    private static UnifiedJedis cluster(HostAndPort address, JedisClientConfig config) {
        return RedisClusterClient.builder()
                .nodes(Set.of(address))
                .clientConfig(config)
                .poolConfig(pool())
                .maxAttempts(2)
                .maxTotalRetriesDuration(TIMEOUT)
                .build();
    }

    private static ConnectionPoolConfig pool() {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(TIMEOUT);
        pool.setJmxEnabled(false);
        // No eviction thread: it would not run while the environment is frozen.
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        return pool;
    }

    @Override
    public List<byte[]> get(List<String> keys) {
        return client().mget(keys.stream().map(Valkey::bytes).toArray(byte[][]::new));
    }

    @Override
    public void put(String key, byte[] value, Duration ttl) {
        client().set(bytes(key), value, SetParams.setParams().px(ttl.toMillis()));
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration ttl) {
        return client().set(bytes(key), value, SetParams.setParams().nx().px(ttl.toMillis())) != null;
    }

    @Override
    public void remove(String key) {
        client().del(bytes(key));
    }

    @Override
    public void add(String key, Map<String, Integer> counts, Duration ttl) {
        try (AbstractPipeline pipeline = client().pipelined()) {
            counts.forEach((name, count) -> pipeline.zincrby(key, count, name));
            pipeline.pexpire(key, ttl.toMillis());
            pipeline.sync();
        }
    }

    @Override
    public Map<String, Integer> takeHighest(String key, int max) {
        Map<String, Integer> taken = new LinkedHashMap<>();
        client().zpopmax(key, max).forEach(counter -> taken.put(counter.getElement(), (int) counter.getScore()));
        return taken;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private synchronized UnifiedJedis client() {
        Instant now = clock.instant();
        if (client != null && connectedAt.plus(MAX_CONNECTION_AGE).isBefore(now)) {
            close();
        }
        if (client == null) {
            client = connect.apply(config);
            connectedAt = now;
        }
        return client;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
