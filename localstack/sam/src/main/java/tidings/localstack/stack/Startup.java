package tidings.localstack.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.localstack.cloudwatch.CloudWatch;
import tidings.localstack.cloudwatch.CloudWatchServer;
import tidings.localstack.lambda.Functions;
import tidings.localstack.service.PostgresServer;
import tidings.localstack.service.XRayDaemon;
import tidings.localstack.template.LocalEndpoints;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Template;
import tidings.localstack.trigger.HttpGateway;
import tidings.localstack.trigger.HttpRoutes;
import tidings.localstack.trigger.QueueFaults;
import tidings.localstack.trigger.QueuePoller;
import tidings.localstack.trigger.Schedules;
import tidings.localstack.trigger.Topics;

/// Starts a stack: its services, its functions and their resources, and last the event sources.
///
/// @param parts collects everything that is started, in order
record Startup(StackSettings settings, StartupListener progress, CloseableStack parts) {
    /// Lambda waits one and then two minutes, which is too long on a developer's machine.
    private static final List<Duration> RETRIES = List.of(Duration.ofSeconds(2), Duration.ofSeconds(4));

    Stack run() {
        Path logs = logs();
        Template template = Template.read(settings.template(), settings.parameters());
        template.snapshot().ifPresent(folder -> {
            throw new IllegalArgumentException(
                    "a database is restored from a snapshot only by an update of a running stack:" + " start without "
                            + folder + ", then update");
        });
        Services services = parts.add(Services.start(logs, settings.clock(), progress));
        Gates gates = parts.add(new Gates(settings.gated()));
        CloudWatchServer cloudWatchServer = parts.add(CloudWatchServer.listen(settings.clock()));
        XRayDaemon traces = parts.add(XRayDaemon.listen());
        Map<String, HttpGateway> gateways = gateways(template);
        StackModel declared = template.resolve(endpoints(services, services.database(), gateways, gates));
        services.secrets().create(declared.secrets(), settings.secrets());
        StackModel model = declared.withEnvironments(services.secrets()::resolved);
        CloudWatch cloudWatch = parts.add(CloudWatch.of(
                model,
                services.queues()::attributes,
                new CloudWatch.Settings(settings.alarmSpeed(), settings.clock(), settings.console()),
                cloudWatchServer));
        Map<String, URI> endpoints = Map.of(
                "SQS", gates.before(Gates.Service.SQS, services.queues().endpoint()),
                "DYNAMODB",
                        gates.before(Gates.Service.DYNAMODB, services.tables().endpoint()),
                "SECRETS_MANAGER", services.secrets().endpoint(),
                "CLOUDWATCH", cloudWatchServer.endpoint(),
                "XRAY", traces.endpoint());
        Functions functions = parts.add(Functions.start(
                model.functions(),
                new Functions.Settings(
                        settings.work(),
                        logs,
                        endpoints,
                        settings.scaling(),
                        RETRIES,
                        List.of("-XX:TieredStopAtLevel=1"),
                        settings.console(),
                        cloudWatch.listener(),
                        settings.clock())));
        CustomResources customResources = parts.add(CustomResources.listen(functions, progress));
        prepare(model, services, functions, customResources);
        QueueFaults queueFaults = new QueueFaults();
        pollQueues(model, services, functions, queueFaults, cloudWatch);
        Schedules schedules = parts.add(Schedules.start(schedules(model), functions, settings.clock()));
        Topics topics = new Topics(model, services.queues().client());
        cloudWatch.evaluateAlarms(topics);
        serve(gateways, model, functions);
        if (settings.caches() == StackSettings.AotCaches.TRAINED) {
            functions.startTraining();
        }
        return new Stack(
                parts,
                settings,
                model,
                services,
                functions,
                new StackUpdater(functions, customResources),
                gateways,
                schedules,
                topics,
                cloudWatch,
                traces,
                gates,
                queueFaults);
    }

    private Path logs() {
        try {
            return Files.createDirectories(settings.logs());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + settings.logs(), e);
        }
    }

    /// They listen before there are functions, because the template refers to their addresses.
    private Map<String, HttpGateway> gateways(Template template) {
        Map<String, HttpGateway> gateways = new LinkedHashMap<>();
        for (String id : template.front()) {
            gateways.put(id, parts.add(HttpGateway.listen(id, settings.clock(), settings.console())));
        }
        return gateways;
    }

    static LocalEndpoints endpoints(
            Services services, PostgresServer database, Map<String, HttpGateway> gateways, Gates gates) {
        Map<String, URI> urls = new LinkedHashMap<>();
        gateways.forEach((id, gateway) -> urls.put(id, gateway.uri()));
        return new LocalEndpoints(
                gates.before(Gates.Service.SQS, services.queues().endpoint()),
                gates.before(Gates.Service.DYNAMODB, services.tables().endpoint()),
                services.secrets().endpoint(),
                gates.before(Gates.Service.POSTGRES, database.address()),
                gates.before(Gates.Service.VALKEY, services.cache().address()),
                urls);
    }

    /// Returns when queues, tables, database and custom resources are created and the functions are warm.
    private void prepare(StackModel model, Services services, Functions functions, CustomResources customResources) {
        Map<Boolean, List<StackModel.Function>> woken =
                model.functions().stream().collect(Collectors.partitioningBy(model::isWoken));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> ready = sideBySide(
                    threads,
                    Stream.of(
                            () -> services.queues().create(queues(model)),
                            () -> services.tables().create(model.tables()),
                            () -> model.database().ifPresent(services.database()::create)));
            CompletableFuture<Void> callable =
                    sideBySide(threads, woken.get(false).stream().map(function -> warmingUp(functions, function.id())));
            CompletableFuture<Void> created = ready.thenCombine(callable, (_, _) -> threads)
                    .thenCompose(_ -> customResources.create(model, threads));
            // As in a deployment: what functions meet by their snapshot is there.
            created.thenRun(() -> trainCaches(functions))
                    .thenCompose(_ -> sideBySide(
                            threads, woken.get(true).stream().map(function -> warmingUp(functions, function.id()))))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        woken.get(false).forEach(function -> functions.retire(function.id()));
    }

    private void trainCaches(Functions functions) {
        if (settings.caches() == StackSettings.AotCaches.TRAINED_FIRST) {
            try {
                functions.trainCaches();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while AOT caches are trained", e);
            }
        }
    }

    private static CompletableFuture<Void> sideBySide(ExecutorService threads, Stream<Runnable> work) {
        return CompletableFuture.allOf(
                work.map(part -> CompletableFuture.runAsync(part, threads)).toArray(CompletableFuture[]::new));
    }

    private List<StackModel.Queue> queues(StackModel model) {
        return settings.visibility()
                .map(longest -> model.queues().stream()
                        .map(queue -> queue.visibleAgainWithin(longest))
                        .toList())
                .orElse(model.queues());
    }

    private Runnable warmingUp(Functions functions, String function) {
        return () -> {
            long began = System.nanoTime();
            try {
                functions.warmUp(function);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while starting " + function, e);
            }
            progress.started(function, functions.log(function).toString(), Duration.ofNanos(System.nanoTime() - began));
        };
    }

    private void pollQueues(
            StackModel model, Services services, Functions functions, QueueFaults faults, CloudWatch cloudWatch) {
        for (StackModel.QueueTrigger trigger : model.queueTriggers()) {
            parts.add(QueuePoller.start(
                    settings.visibility().map(trigger::collectingWithin).orElse(trigger),
                    model.queue(trigger.queue()),
                    services.queues().client(),
                    functions,
                    settings.scaling().max(),
                    faults,
                    cloudWatch.observer(trigger.queue()),
                    settings.console()));
        }
    }

    private List<StackModel.Schedule> schedules(StackModel model) {
        return switch (settings.firing()) {
            case BY_CLOCK -> model.schedules();
            case BY_HAND ->
                model.schedules().stream().map(StackModel.Schedule::disabled).toList();
        };
    }

    private static void serve(Map<String, HttpGateway> gateways, StackModel model, Functions functions) {
        gateways.forEach((id, gateway) -> {
            if (model.functions().stream().anyMatch(function -> function.id().equals(id))) {
                gateway.serve(functions, HttpRoutes.all(id), HttpGateway.Failures.FUNCTION_URL);
            } else {
                List<StackModel.Route> routes = model.routes().stream()
                        .filter(route -> route.api().equals(id))
                        .toList();
                gateway.serve(functions, HttpRoutes.of(routes), HttpGateway.Failures.HTTP_API);
            }
        });
    }
}
