package tidings.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.localstack.cloudwatch.CloudWatch;
import tidings.localstack.cloudwatch.CloudWatchServer;
import tidings.localstack.lambda.Functions;
import tidings.localstack.lambda.Outcome;
import tidings.localstack.service.Cache;
import tidings.localstack.service.Database;
import tidings.localstack.service.Queues;
import tidings.localstack.service.Secrets;
import tidings.localstack.service.Tables;
import tidings.localstack.template.LocalEndpoints;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Template;
import tidings.localstack.trigger.HttpFront;
import tidings.localstack.trigger.QueuePoller;
import tidings.localstack.trigger.Routes;
import tidings.localstack.trigger.Schedules;
import tidings.localstack.trigger.Topics;

/// A template, running on this machine: its queues, tables, database, cache and secrets, and its functions with what
/// wakes them. Thread-safe. Closing it ends everything that it started.
public final class Stack implements AutoCloseable {
    /// Lambda waits one and then two minutes; who tries things out waits less.
    private static final List<Duration> RETRIES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(4));

    private final Progress progress;
    private final Parts parts = new Parts();
    private final Map<String, HttpFront> fronts = new LinkedHashMap<>();
    private volatile StackSettings settings;
    private volatile StackModel model;
    private volatile Database database;
    private Optional<Path> snapshot = Optional.empty();
    private Services services;
    private CustomResources customResources;
    private Functions functions;
    private Schedules schedules;
    private Topics topics;
    private CloudWatchServer cloudWatchServer;
    private CloudWatch cloudWatch;

    private Stack(StackSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /// Starts the template and waits until its custom resources are created and a process of each function that
    /// something wakes is warm (when the settings want warm ones).
    ///
    /// @throws IllegalStateException with the reason when a custom resource is not created; nothing is woken then
    /// @throws tidings.localstack.template.TemplateException when the template asks for what is not known here
    public static Stack start(StackSettings settings, Progress progress) {
        return start(settings, progress, new Parts());
    }

    /// @param owner ends it when it is itself ended, also in the middle of starting
    static Stack start(StackSettings settings, Progress progress, Parts owner) {
        Stack stack = owner.add(new Stack(settings, progress));
        try {
            stack.start();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private void start() {
        Path logs = settings.work().resolve("logs");
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + logs, e);
        }
        Template template = Template.read(settings.template(), settings.parameters());
        template.snapshot().ifPresent(folder -> {
            throw new IllegalArgumentException("a database is made of a snapshot when a stack that runs is updated:"
                    + " start without " + folder + ", then update");
        });
        services = parts.add(Services.start(logs, settings.clock(), progress));
        cloudWatchServer =
                parts.add(CloudWatchServer.listen(settings.ports().getOrDefault("CloudWatch", 0), settings.clock()));
        listen(template);
        database = services.database();
        model = template.resolve(endpoints(database));
        services.secrets().create(model.secrets(), settings.secrets());
        cloudWatch = parts.add(CloudWatch.of(
                model,
                services.queues()::attributes,
                new CloudWatch.Settings(settings.alarmSpeed(), settings.clock(), settings.console()),
                cloudWatchServer));
        startFunctions(logs);
        customResources = parts.add(CustomResources.listen(functions, progress));
        Map<Boolean, List<StackModel.Function>> woken =
                model.functions().stream().collect(Collectors.partitioningBy(model::isWoken));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> ready =
                    sideBySide(threads, Stream.of(this::prepareQueues, this::prepareTables, this::prepareDatabase));
            // Custom resources are what takes longest, so what they call starts first.
            CompletableFuture<Void> callable =
                    sideBySide(threads, woken.get(false).stream().map(this::warmingUp));
            CompletableFuture<Void> created = ready.thenCombine(callable, (_, _) -> threads)
                    .thenCompose(_ -> customResources.create(model, threads));
            CompletableFuture<Void> warm = callable.thenCompose(
                    _ -> sideBySide(threads, woken.get(true).stream().map(this::warmingUp)));
            CompletableFuture.allOf(created, warm).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        woken.get(false).forEach(function -> functions.retire(function.id()));
        wake();
        if (settings.caches() == StackSettings.StartCaches.MADE) {
            functions.rehearse();
        }
    }

    private static CompletableFuture<Void> sideBySide(ExecutorService threads, Stream<Runnable> work) {
        return CompletableFuture.allOf(
                work.map(part -> CompletableFuture.runAsync(part, threads)).toArray(CompletableFuture[]::new));
    }

    private void listen(Template template) {
        for (String id : template.front()) {
            int port = settings.ports().getOrDefault(id, 0);
            fronts.put(id, parts.add(HttpFront.listen(id, port, settings.clock(), settings.console())));
        }
    }

    private LocalEndpoints endpoints(Database database) {
        Map<String, URI> urls = new LinkedHashMap<>();
        fronts.forEach((id, front) -> urls.put(id, front.uri()));
        return new LocalEndpoints(
                services.queues().endpoint(),
                services.tables().endpoint(),
                services.secrets().endpoint(),
                database.address(),
                services.cache().address(),
                urls);
    }

    private void startFunctions(Path logs) {
        functions = parts.add(Functions.start(
                model.functions(),
                new Functions.Settings(
                        settings.work(),
                        logs,
                        Map.of(
                                "SQS", services.queues().endpoint(),
                                "DYNAMODB", services.tables().endpoint(),
                                "SECRETS_MANAGER", services.secrets().endpoint(),
                                "CLOUDWATCH", cloudWatchServer.endpoint()),
                        settings.scaling(),
                        RETRIES,
                        List.of("-XX:TieredStopAtLevel=1"),
                        settings.console(),
                        cloudWatch.watcher(),
                        settings.clock())));
    }

    private void prepareQueues() {
        services.queues()
                .create(settings.visibility()
                        .map(longest -> model.queues().stream()
                                .map(queue -> queue.visibleAgainWithin(longest))
                                .toList())
                        .orElse(model.queues()));
    }

    private void prepareTables() {
        services.tables().create(model.tables());
    }

    private void prepareDatabase() {
        model.database().ifPresent(database::create);
    }

    private Runnable warmingUp(StackModel.Function function) {
        return () -> warmUp(function);
    }

    private void warmUp(StackModel.Function function) {
        long began = System.nanoTime();
        try {
            functions.warmUp(function.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting " + function.id(), e);
        }
        progress.started(
                function.id(), functions.log(function.id()).toString(), Duration.ofNanos(System.nanoTime() - began));
    }

    private void wake() {
        for (StackModel.QueueTrigger trigger : model.queueTriggers()) {
            parts.add(QueuePoller.start(
                    trigger,
                    model.queue(trigger.queue()),
                    services.queues().client(),
                    functions,
                    settings.scaling().most(),
                    messages -> cloudWatch.deleted(trigger.queue(), messages),
                    settings.console()));
        }
        schedules = parts.add(Schedules.start(
                settings.firing() == StackSettings.Firing.BY_CLOCK
                        ? model.schedules()
                        : model.schedules().stream()
                                .map(StackModel.Schedule::disabled)
                                .toList(),
                functions,
                settings.clock()));
        topics = new Topics(model, functions, services.queues().client(), settings.clock());
        cloudWatch.ring(topics);
        fronts.forEach((id, front) -> {
            boolean isUrl = model.functions().stream().anyMatch(f -> f.id().equals(id));
            front.serve(
                    functions,
                    isUrl
                            ? Routes.all(id)
                            : Routes.of(model.routes().stream()
                                    .filter(route -> route.api().equals(id))
                                    .toList()),
                    isUrl ? HttpFront.Failures.FUNCTION_URL : HttpFront.Failures.HTTP_API);
        });
    }

    /// Changes the running stack to other parameters or another template, in the order of CloudFormation: first
    /// the database, which is made anew where it is to be of another snapshot; then functions that only a deployment
    /// calls; then custom resources; then the other functions. A function that would run no differently stays. What
    /// wakes functions goes on meanwhile, and is what it was at the start, as are queues, tables, secrets and alarms.
    ///
    /// @param change of the settings that hold now
    /// @throws IllegalStateException with the reason when a custom resource or a function cannot be updated; all has
    ///     gone back to what it was then, or, where it could not, the suppressed exception says why
    public synchronized void update(UnaryOperator<StackSettings> change) {
        StackSettings changed = change.apply(settings);
        Template template = Template.read(changed.template(), changed.parameters());
        Database before = database;
        boolean stays = template.snapshot().equals(snapshot);
        Database after = stays
                ? before
                : parts.add(template.snapshot().map(Database::restore).orElseGet(Database::start));
        try {
            StackModel to = template.resolve(endpoints(after));
            if (!stays) {
                to.database().ifPresent(after::create);
            }
            update(model, to);
            model = to;
        } catch (RuntimeException e) {
            if (!stays) {
                after.close();
            }
            throw e;
        }
        settings = changed;
        database = after;
        snapshot = template.snapshot();
        if (!stays) {
            before.close();
        }
    }

    private void update(StackModel from, StackModel to) {
        if (!wiring(from).equals(wiring(to))) {
            throw new IllegalArgumentException("while the stack runs, only functions' code and configuration and the"
                    + " database's snapshot can be changed: for anything else start it anew");
        }
        try {
            change(from, to);
        } catch (RuntimeException e) {
            try {
                change(to, from);
            } catch (RuntimeException stuck) {
                e.addSuppressed(stuck);
            }
            throw e;
        }
    }

    private static List<List<?>> wiring(StackModel model) {
        return List.of(
                model.functions().stream().map(StackModel.Function::id).toList(),
                model.customResources().stream()
                        .map(StackModel.CustomResource::id)
                        .toList(),
                model.queues(),
                model.tables(),
                model.topics(),
                model.queueTriggers(),
                model.schedules(),
                model.routes(),
                model.subscriptions());
    }

    private void change(StackModel from, StackModel to) {
        Map<Boolean, List<StackModel.Function>> woken =
                to.functions().stream().collect(Collectors.partitioningBy(to::isWoken));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            functions.update(woken.get(false));
            customResources.update(from, to, threads).join();
            functions.update(woken.get(true));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while updating", e);
        } finally {
            woken.get(false).forEach(function -> functions.retire(function.id()));
        }
    }

    /// What the template declares, in local terms.
    public StackModel model() {
        return model;
    }

    /// The address of a function's URL, or of an HTTP API, by logical id; it ends in a slash.
    public URI url(String id) {
        if (!fronts.containsKey(id)) {
            throw new IllegalArgumentException(id + " has no URL; these have one: " + fronts.keySet());
        }
        return fronts.get(id).uri();
    }

    /// Calls a function and waits for its outcome.
    ///
    /// @param event JSON
    public Outcome invoke(String function, byte[] event) throws InterruptedException {
        return functions.invoke(function, event);
    }

    /// The processes of a function: its execution environments.
    public List<Long> environments(String function) {
        return functions.pids(function);
    }

    /// What the environments of a function print.
    public Path log(String function) {
        return functions.log(function);
    }

    public Queues queues() {
        return services.queues();
    }

    public Tables tables() {
        return services.tables();
    }

    /// The one that functions are sent to; an update may put another in its place.
    public Database database() {
        return database;
    }

    public Cache cache() {
        return services.cache();
    }

    public Secrets secrets() {
        return services.secrets();
    }

    public Schedules schedules() {
        return schedules;
    }

    public Topics topics() {
        return topics;
    }

    public CloudWatch cloudWatch() {
        return cloudWatch;
    }

    /// Ends everything, last started first.
    @Override
    public void close() {
        parts.close();
    }
}
