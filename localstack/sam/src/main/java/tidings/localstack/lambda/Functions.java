package tidings.localstack.lambda;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tidings.localstack.template.StackModel;

/// Lambda: every function of the template, each invocation in an environment of its own. Thread-safe.
public final class Functions implements AutoCloseable {
    private static final Duration SHRINK = Duration.ofSeconds(1);

    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final List<Environments> everyVersions = new CopyOnWriteArrayList<>();
    private final Settings settings;
    private final CodeStore store;
    private final RuntimeClient client;
    private final RuntimeApi api;
    private final InvokeApi invocations;
    private final AotCaches caches;
    private final AtomicInteger starting = new AtomicInteger();
    private final Thread shrinking;
    private final Thread training;

    /// @param work where zips are unpacked
    /// @param logs one file per function
    /// @param endpoints the local services, by the name in `AWS_ENDPOINT_URL_<name>`
    /// @param retries the waits before the retries of an asynchronous invocation
    /// @param jvmFlags for speed on this machine; none may change what a function does
    /// @param console where warnings and errors of functions are shown
    /// @param listener observes functions
    public record Settings(
            Path work,
            Path logs,
            Map<String, URI> endpoints,
            Scaling scaling,
            List<Duration> retries,
            List<String> jvmFlags,
            Consumer<String> console,
            FunctionListener listener,
            InstantSource clock) {
        public Settings {
            endpoints = Map.copyOf(endpoints);
            retries = List.copyOf(retries);
            jvmFlags = List.copyOf(jvmFlags);
        }
    }

    private record Running(FunctionCommand command, Environments environments, FunctionLog log) {}

    private Functions(Settings settings, RuntimeApi api, InvokeApi invocations) {
        this.settings = settings;
        this.store = new CodeStore(settings.work().resolve("code"));
        this.client = RuntimeClient.unpack(store);
        this.api = api;
        this.invocations = invocations;
        this.caches = new AotCaches(settings.work().resolve("aot"));
        this.training = Thread.ofVirtual().name("training").unstarted(this::trainUntilClosed);
        this.shrinking = Thread.ofVirtual().name("shrinking").unstarted(this::shrink);
    }

    /// Unpacks the functions; no process starts before [#warmUp] or the first invocation.
    public static Functions start(List<StackModel.Function> functions, Settings settings) {
        Functions started = new Functions(settings, RuntimeApi.start(), InvokeApi.listen());
        functions.forEach(function ->
                started.running.put(function.id(), started.made(started.command(function), started.log(function))));
        started.invocations.serve(started::call);
        started.shrinking.start();
        return started;
    }

    private FunctionLog log(StackModel.Function function) {
        return new FunctionLog(
                settings.logs().resolve(function.id() + ".log"),
                line -> settings.console().accept(function.id() + "  " + line),
                line -> settings.listener().printed(function.id(), line));
    }

    private FunctionCommand command(StackModel.Function function) {
        FunctionCode code = FunctionCode.unpack(function, client, store);
        Map<String, URI> endpoints = new LinkedHashMap<>(settings.endpoints());
        endpoints.put("LAMBDA", invocations.endpoint());
        return new FunctionCommand(function, code, client, endpoints, settings.jvmFlags(), List.of());
    }

    private Running made(FunctionCommand command, FunctionLog log) {
        StackModel.Function function = command.function();
        Environments environments = new Environments(
                function.id(),
                settings.listener(),
                settings.scaling(),
                function.reservedConcurrency(),
                starting,
                owner ->
                        Environment.start(command.with(caches.use(command.code())), api, log, owner, settings.clock()));
        everyVersions.add(environments);
        return new Running(command, environments, log);
    }

    /// Replaces the running versions of functions by these where they differ. Once all new ones are warm they get
    /// all further invocations, and the old ones stop after their current one.
    ///
    /// @throws IllegalStateException with the function's own error when one does not start; none is replaced then
    public void update(List<StackModel.Function> versions) throws InterruptedException {
        Map<String, Running> others = new LinkedHashMap<>();
        for (StackModel.Function version : versions) {
            Running before = running(version.id());
            FunctionCommand after = command(version);
            if (!after.runsAs(before.command())) {
                others.put(version.id(), made(after, before.log()));
            }
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> warm = new ArrayList<>();
            others.forEach((id, other) -> warm.add(threads.submit(() -> {
                warmUp(id, other.environments());
                return null;
            })));
            for (Future<?> one : warm) {
                one.get();
            }
        } catch (ExecutionException e) {
            others.values().forEach(other -> other.environments().close());
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
        others.forEach((id, other) -> running.put(id, other).environments().drain());
    }

    /// Starts the warm process of a function and waits until it asks for work.
    ///
    /// @throws IllegalStateException with the function's own error when its init fails
    public void warmUp(String id) throws InterruptedException {
        warmUp(id, running(id).environments());
    }

    private static void warmUp(String id, Environments environments) throws InterruptedException {
        Optional<InvocationResult> failure = environments.warmUp();
        if (failure.isPresent() && failure.get() instanceof InvocationResult.Failed(byte[] error)) {
            throw new IllegalStateException(id + " does not start: " + new String(error, StandardCharsets.UTF_8));
        }
    }

    /// As [#trainCaches], in the background.
    public void startTraining() {
        training.start();
    }

    private void trainUntilClosed() {
        try {
            trainCaches();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Trains missing AOT caches, one after another. Every process that starts later uses them.
    public void trainCaches() throws InterruptedException {
        try (FunctionLog log = new FunctionLog(settings.logs().resolve("aot-caches.log"), _ -> {}, _ -> {})) {
            CacheTraining training = new CacheTraining(caches, api, log);
            for (Running function : running.values()) {
                if (!caches.has(function.command().code())) {
                    training.train(function.command(), settings.clock());
                }
            }
        }
    }

    /// Invokes the function and waits for the result.
    ///
    /// @param event JSON
    public InvocationResult invoke(String id, byte[] event) throws InterruptedException {
        return invoke(id, event, trace());
    }

    /// @param traceId the value of `X-Amzn-Trace-Id`
    public InvocationResult invoke(String id, byte[] event, String traceId) throws InterruptedException {
        return running(id).environments().invoke(event, traceId);
    }

    /// A function calls another.
    private Optional<InvocationResult> call(String nameOrArn, byte[] event) throws InterruptedException {
        for (Map.Entry<String, Running> candidate : running.entrySet()) {
            StackModel.Function function = candidate.getValue().command().function();
            if (nameOrArn.equals(function.name())
                    || nameOrArn.replaceFirst(":\\$LATEST$", "").equals(function.arn())) {
                return Optional.of(invoke(candidate.getKey(), event));
            }
        }
        return Optional.empty();
    }

    /// Stops the idle processes of a function, including the warm ones; the next invocation starts another.
    public void retire(String id) {
        running(id).environments().retire();
    }

    /// Invokes the function asynchronously. Like Lambda, retries twice and then gives up.
    public void send(String id, byte[] event) {
        Running target = running(id);
        Thread.ofVirtual().name("call of " + id).start(() -> {
            try {
                deliver(target, event);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void deliver(Running target, byte[] event) throws InterruptedException {
        List<Duration> pauses = new ArrayList<>(settings.retries());
        while (true) {
            InvocationResult outcome = target.environments().invoke(event, trace());
            if (outcome instanceof InvocationResult.Answered) {
                return;
            }
            if (pauses.isEmpty()
                    || outcome instanceof InvocationResult.Rejected(InvocationResult.Rejection reason, String _)
                            && reason == InvocationResult.Rejection.TOO_LARGE) {
                target.log()
                        .write("ERROR asynchronous invocation of "
                                + target.command().function().id() + " failed after all retries");
                return;
            }
            Thread.sleep(pauses.removeFirst());
        }
    }

    /// The process ids of a function's execution environments.
    public List<Long> pids(String id) {
        return running(id).environments().pids();
    }

    public Path log(String id) {
        return settings.logs().resolve(running(id).command().function().id() + ".log");
    }

    private Running running(String id) {
        Running found = running.get(id);
        if (found == null) {
            throw new IllegalArgumentException("no function " + id + "; there are " + running.keySet());
        }
        return found;
    }

    private String trace() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "Root=1-%08x-%08x%016x;Parent=%016x;Sampled=%d"
                .formatted(
                        settings.clock().millis() / 1000,
                        random.nextInt(),
                        random.nextLong(),
                        random.nextLong(),
                        settings.endpoints().containsKey(FunctionCommand.TRACES) ? 1 : 0);
    }

    private void shrink() {
        try {
            while (true) {
                Thread.sleep(SHRINK);
                running.values().forEach(function -> function.environments().shrink());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        shrinking.interrupt();
        training.interrupt();
        everyVersions.forEach(Environments::close);
        invocations.close();
        api.close();
        running.values().forEach(function -> function.log().close());
    }
}
