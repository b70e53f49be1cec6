package tidings.localstack.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Trains the AOT cache of a function: starts one more process, waits until it asks for work, and ends it; its JVM
/// writes the cache at exit.
record CacheTraining(AotCaches caches, RuntimeApi api, FunctionLog log) {
    private static final long MINUTES = 3;

    /// Returns when the cache exists or training failed; then the log states the reason and the function starts
    /// without one.
    void train(FunctionCommand command, InstantSource clock) throws InterruptedException {
        Path file = caches.fresh();
        CompletableFuture<Environment> idle = new CompletableFuture<>();
        Environment environment =
                Environment.start(command.with(AotCaches.write(file)).inBackground(), api, log, owner(idle), clock);
        try {
            idle.get(MINUTES, TimeUnit.MINUTES);
            environment.end().get(MINUTES, TimeUnit.MINUTES);
            caches.keep(file, command.code());
        } catch (ExecutionException | TimeoutException | IOException e) {
            log.write("ERROR no AOT cache for " + command.function().id() + ": " + e.getMessage());
        } finally {
            environment.stop();
            delete(file);
            delete(Path.of(file + ".config"));
        }
    }

    private static Environment.Owner owner(CompletableFuture<Environment> idle) {
        return new Environment.Owner() {
            @Override
            public void idle(Environment environment) {
                idle.complete(environment);
            }

            @Override
            public void ended(Environment environment, Optional<InvocationResult.Failed> initFailure) {
                idle.completeExceptionally(new IllegalStateException("it ended before it was ready"));
            }
        };
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.write("ERROR cannot delete " + file + ": " + e.getMessage());
        }
    }
}
