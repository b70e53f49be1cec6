package tidings.localstack.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.embedded.RedisServer;
import tidings.localstack.http.LoopbackPort;

/// Valkey: an embedded Redis, in memory. It evicts as ElastiCache Serverless does: only keys with a time to live.
public final class ValkeyServer implements AutoCloseable {
    private final RedisServer server;
    private final int port;
    private final Path pidFile;

    private ValkeyServer(RedisServer server, int port, Path pidFile) {
        this.server = server;
        this.port = port;
        this.pidFile = pidFile;
    }

    /// Listens on a free loopback port.
    public static ValkeyServer start() {
        return LoopbackPort.start(ValkeyServer::start);
    }

    private static ValkeyServer start(int port) {
        try {
            Path pidFile = Files.createTempFile("redis-", ".pid");
            ProcessGuard.watch(pidFile);
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("pidfile " + pidFile)
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .setting("maxmemory 64mb")
                    .setting("maxmemory-policy volatile-lru")
                    .build();
            server.start();
            return new ValkeyServer(server, port, pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not start", e);
        }
    }

    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("127.0.0.1", port);
    }

    @Override
    public void close() {
        try {
            server.stop();
            ProcessGuard.forget(pidFile);
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not stop", e);
        }
    }
}
