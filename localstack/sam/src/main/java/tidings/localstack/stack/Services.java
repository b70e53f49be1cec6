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
import tidings.localstack.service.Cache;
import tidings.localstack.service.Database;
import tidings.localstack.service.Queues;
import tidings.localstack.service.Secrets;
import tidings.localstack.service.Tables;

/// The local stand-ins of AWS's services, started side by side.
record Services(Queues queues, Tables tables, Database database, Cache cache, Secrets secrets)
        implements AutoCloseable {
    /// Starts all or, when one fails, none.
    static Services start(Path logs, InstantSource clock, Progress progress) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Starter starter = new Starter(threads, progress);
            CompletableFuture<Queues> queues = starter.start(
                    "SQS (ElasticMQ)", Queues::start, q -> q.endpoint().toString());
            CompletableFuture<Tables> tables = starter.start(
                    "DynamoDB (DynamoDB Local)",
                    () -> Tables.start(logs),
                    t -> t.endpoint().toString());
            CompletableFuture<Database> database = starter.start("Postgres", Database::start, d -> where(d.address()));
            CompletableFuture<Cache> cache = starter.start("Valkey (Redis)", Cache::start, c -> where(c.address()));
            CompletableFuture<Secrets> secrets = starter.start(
                    "Secrets Manager",
                    () -> Secrets.start(clock),
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

    private record Starter(ExecutorService threads, Progress progress) {
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
        service.thenAccept(Closing::close);
    }

    @Override
    public void close() {
        Closing.sideBySide(Stream.of(queues, tables, database, cache, secrets));
    }
}
