package tidings.localstack.stack;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tidings.localstack.service.DynamoDbServer;
import tidings.localstack.service.PostgresServer;
import tidings.localstack.service.SecretsManagerServer;
import tidings.localstack.service.SqsServer;
import tidings.localstack.service.ValkeyServer;

/// The local replacements of AWS services, started in parallel.
record Services(
        SqsServer queues,
        DynamoDbServer tables,
        PostgresServer database,
        ValkeyServer cache,
        SecretsManagerServer secrets)
        implements AutoCloseable {
    /// Starts all of them, or none if one fails.
    static Services start(Path logs, InstantSource clock, StartupListener progress) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Starter starter = new Starter(threads, progress);
            CompletableFuture<SqsServer> queues = starter.start(
                    "SQS (ElasticMQ)", SqsServer::start, q -> q.endpoint().toString());
            CompletableFuture<DynamoDbServer> tables = starter.start(
                    "DynamoDB (DynamoDB Local)",
                    () -> DynamoDbServer.start(logs),
                    t -> t.endpoint().toString());
            CompletableFuture<PostgresServer> database =
                    starter.start("Postgres", PostgresServer::start, d -> where(d.address()));
            CompletableFuture<ValkeyServer> cache =
                    starter.start("Valkey (Redis)", ValkeyServer::start, c -> where(c.address()));
            CompletableFuture<SecretsManagerServer> secrets = starter.start(
                    "Secrets Manager",
                    () -> SecretsManagerServer.start(clock),
                    s -> s.endpoint().toString());
            try {
                return new Services(queues.join(), tables.join(), database.join(), cache.join(), secrets.join());
            } catch (CompletionException e) {
                Stream.of(queues, tables, database, cache, secrets).forEach(Services::closeWhenStarted);
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    private static String where(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private record Starter(ExecutorService threads, StartupListener progress) {
        <T> CompletableFuture<T> start(String what, Supplier<T> start, Function<T, String> where) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        long began = System.nanoTime();
                        T started = start.get();
                        progress.started(what, where.apply(started), Duration.ofNanos(System.nanoTime() - began));
                        return started;
                    },
                    threads);
        }
    }

    private static void closeWhenStarted(CompletableFuture<? extends AutoCloseable> service) {
        service.thenAccept(CloseableStack::close);
    }

    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.of(queues, tables, database, cache, secrets)
                    .forEach(part -> threads.execute(() -> CloseableStack.close(part)));
        }
    }
}
