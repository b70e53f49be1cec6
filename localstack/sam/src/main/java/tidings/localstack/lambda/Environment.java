package tidings.localstack.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import tidings.localstack.service.ProcessGuard;
import tidings.localstack.template.StackModel;

/// One execution environment: a process that runs one invocation at a time, and its side of the Runtime API. The
/// process drives it through [RuntimeApi]; [Environments] passes it invocations when it reports that it is idle.
final class Environment {
    /// Is told when the environment waits for work, and when it has ended.
    interface Owner {
        void idle(Environment environment);

        /// @param initFailure the reason, if it ended before it waited for work
        void ended(Environment environment, Optional<InvocationResult.Failed> initFailure);
    }

    /// One invocation on its way through the process.
    record Invocation(String requestId, byte[] event, String traceId, CompletableFuture<InvocationResult> outcome) {}

    /// What Lambda allows for init before a snapshot.
    private static final Duration INIT = Duration.ofSeconds(130);

    private final StackModel.Function function;
    private final FunctionLog log;
    private final Owner owner;
    private final InstantSource clock;
    private final Process process;
    private final BlockingQueue<Optional<Invocation>> handed = new LinkedBlockingQueue<>();
    private final AtomicReference<Invocation> current = new AtomicReference<>();
    private final AtomicReference<InvocationResult.Failed> initError = new AtomicReference<>();
    private final long startedNanos = System.nanoTime();
    private volatile long idleSinceNanos;
    private volatile boolean initialized;

    private Environment(
            StackModel.Function function, FunctionLog log, Owner owner, InstantSource clock, Process process) {
        this.function = function;
        this.log = log;
        this.owner = owner;
        this.clock = clock;
        this.process = process;
    }

    /// Starts the process, which becomes idle when it asks for its first invocation.
    static Environment start(
            FunctionCommand command, RuntimeApi api, FunctionLog log, Owner owner, InstantSource clock) {
        String id = UUID.randomUUID().toString().replace("-", "");
        try {
            Process process =
                    ProcessGuard.watch(command.process(api.address(id), id).start());
            Environment environment = new Environment(command.function(), log, owner, clock, process);
            api.register(id, environment);
            Thread.ofVirtual()
                    .name("log of " + command.function().id())
                    .start(() -> log.copy(process.getInputStream()));
            CompletableFuture.delayedExecutor(INIT.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(environment::requireInit);
            process.onExit().thenAccept(ended -> {
                api.forget(id);
                environment.exited(ended.exitValue());
            });
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start a process for " + command.function().id(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    Duration idleFor() {
        return Duration.ofNanos(System.nanoTime() - idleSinceNanos);
    }

    /// Runs one invocation, up to the function's timeout. To be called only after [Owner#idle].
    InvocationResult invoke(byte[] event, String traceId) throws InterruptedException {
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event, traceId, new CompletableFuture<>());
        long started = System.nanoTime();
        current.set(invocation);
        log.write("START RequestId: " + invocation.requestId() + " Version: $LATEST");
        handed.add(Optional.of(invocation));
        if (!process.isAlive()) {
            // It may have exited since it became idle.
            exited(process.exitValue());
        }
        try {
            return invocation.outcome().get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return timedOut(invocation);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome is never an exception", e);
        } finally {
            log.write("REPORT RequestId: %s Duration: %.2f ms Memory Size: %d MB"
                    .formatted(
                            invocation.requestId(), (System.nanoTime() - started) / 1e6, function.memoryMegabytes()));
        }
    }

    private InvocationResult timedOut(Invocation invocation) {
        String message = "Task timed out after %d.%02d seconds"
                .formatted(function.timeout().toSeconds(), function.timeout().toMillisPart() / 10);
        InvocationResult outcome = new InvocationResult.Failed(
                PayloadLimits.error("Sandbox.Timedout", "RequestId: " + invocation.requestId() + " Error: " + message));
        if (invocation.outcome().complete(outcome)) {
            log.write("ERROR " + clock.instant() + " " + invocation.requestId() + " " + message);
        }
        process.destroyForcibly();
        return invocation.outcome().join();
    }

    /// The process asks for work: blocks until there is an invocation. Empty when the process has ended.
    Optional<Invocation> next() throws InterruptedException {
        if (!initialized) {
            initialized = true;
            log.write("INIT_REPORT Init Duration: %.2f ms Process: %d"
                    .formatted((System.nanoTime() - startedNanos) / 1e6, pid()));
        }
        idleSinceNanos = System.nanoTime();
        owner.idle(this);
        return handed.take();
    }

    long deadlineMillis() {
        return clock.millis() + function.timeout().toMillis();
    }

    String arn() {
        return function.arn();
    }

    /// The process responds. False when the request id is not that of the current invocation.
    boolean respond(String requestId, byte[] body) {
        return finish(
                requestId,
                PayloadLimits.allowsAnswer(body)
                        ? new InvocationResult.Answered(body)
                        : new InvocationResult.Failed(PayloadLimits.answerTooLarge()));
    }

    boolean fail(String requestId, byte[] error) {
        return finish(requestId, new InvocationResult.Failed(error));
    }

    private boolean finish(String requestId, InvocationResult outcome) {
        Invocation invocation = current.get();
        return invocation != null
                && invocation.requestId().equals(requestId)
                && invocation.outcome().complete(outcome);
    }

    /// Init or restore failed; the process exits by itself after this.
    void failInit(byte[] error) {
        initError.set(new InvocationResult.Failed(error));
        log.write("ERROR init of " + function.id() + " failed: " + new String(error, StandardCharsets.UTF_8));
    }

    private void exited(int status) {
        String how = status > 128 ? "signal: " + (status == 137 ? "killed" : status - 128) : "exit status " + status;
        Invocation invocation = current.get();
        if (invocation != null) {
            String message = "RequestId: " + invocation.requestId() + " Error: Runtime exited with error: " + how;
            if (invocation
                    .outcome()
                    .complete(new InvocationResult.Failed(PayloadLimits.error("Runtime.ExitError", message)))) {
                log.write("ERROR " + message);
            }
        }
        handed.add(Optional.empty());
        InvocationResult.Failed crash = new InvocationResult.Failed(
                PayloadLimits.error("Runtime.ExitError", "Error: Runtime exited with error: " + how));
        owner.ended(
                this,
                initialized
                        ? Optional.empty()
                        : Optional.of(Optional.ofNullable(initError.get()).orElse(crash)));
    }

    /// Sends SIGTERM; completes when the process has exited. (Process.destroy would also close its output, and the
    /// next line that it prints would kill it.)
    CompletableFuture<Process> end() {
        process.toHandle().destroy();
        return process.onExit();
    }

    /// Kills the process, as Lambda does.
    void stop() {
        process.destroyForcibly();
    }

    private void requireInit() {
        if (!initialized && process.isAlive()) {
            failInit(PayloadLimits.error(
                    "Sandbox.Timedout", "Error: init did not end within " + INIT.toSeconds() + " seconds"));
            process.destroyForcibly();
        }
    }
}
