package tidings.store.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;
import tidings.localstack.http.LoopbackPort;

/// A Redis server that can be stopped and started again at the same port.
public final class TestRedis implements AutoCloseable {
    private final int port;
    private final List<String> settings;
    private RedisServer server;

    private TestRedis(int port, List<String> settings) {
        this.port = port;
        this.settings = settings;
    }

    public static TestRedis start(String... settings) {
        return LoopbackPort.start(port -> {
            TestRedis redis = new TestRedis(port, List.of(settings));
            redis.resume();
            return redis;
        });
    }

    public void resume() {
        try {
            RedisServerBuilder builder =
                    RedisServer.newRedisServer().bind("127.0.0.1").setting("save \"\"");
            settings.forEach(builder::setting);
            boolean tls = settings.stream().anyMatch(setting -> setting.startsWith("tls-"));
            server = (tls ? builder.port(0).setting("tls-port " + port) : builder.port(port)).build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not start", e);
        }
    }

    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not stop", e);
        }
    }

    int port() {
        return port;
    }

    public CacheConfig config() {
        return config(port);
    }

    static CacheConfig config(int port) {
        return new CacheConfig(CacheConfig.Mode.PLAIN, "127.0.0.1", port, "cache", "functions", "eu-west-1");
    }

    Valkey client() {
        return new Valkey(config(), InstantSource.system());
    }

    @Override
    public void close() {
        stop();
    }
}
