package tidings.localstack.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tidings.localstack.cloudwatch.CloudWatch;
import tidings.localstack.lambda.Functions;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.service.DynamoDbServer;
import tidings.localstack.service.PostgresServer;
import tidings.localstack.service.SecretsManagerServer;
import tidings.localstack.service.SqsServer;
import tidings.localstack.service.ValkeyServer;
import tidings.localstack.service.XRayDaemon;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Template;
import tidings.localstack.trigger.HttpGateway;
import tidings.localstack.trigger.Schedules;
import tidings.localstack.trigger.Topics;

/// A template running on this machine: its queues, tables, database, cache and secrets, and its functions with
/// their event sources. Thread-safe. Closing it stops everything that it started.
public final class Stack implements AutoCloseable {
    private final CloseableStack parts;
    private final Services services;
    private final Functions functions;
    private final StackUpdater updates;
    private final Map<String, HttpGateway> gateways;
    private final Schedules schedules;
    private final Topics topics;
    private final CloudWatch cloudWatch;
    private final XRayDaemon traces;
    private volatile StackSettings settings;
    private volatile StackModel model;
    private volatile PostgresServer database;
    private Optional<Path> snapshot = Optional.empty();

    Stack(
            CloseableStack parts,
            StackSettings settings,
            StackModel model,
            Services services,
            Functions functions,
            StackUpdater updates,
            Map<String, HttpGateway> gateways,
            Schedules schedules,
            Topics topics,
            CloudWatch cloudWatch,
            XRayDaemon traces) {
        this.parts = parts;
        this.settings = settings;
        this.model = model;
        this.services = services;
        this.database = services.database();
        this.functions = functions;
        this.updates = updates;
        this.gateways = gateways;
        this.schedules = schedules;
        this.topics = topics;
        this.cloudWatch = cloudWatch;
        this.traces = traces;
    }

    /// Starts the template and waits until its custom resources are created and a process of each function with an
    /// event source is warm (if the settings ask for warm ones).
    ///
    /// @throws IllegalStateException with the reason when a custom resource is not created; no event source is
    ///     started then
    /// @throws tidings.localstack.template.TemplateException when the template uses something unsupported
    public static Stack start(StackSettings settings, StartupListener progress) {
        return start(settings, progress, new CloseableStack());
    }

    /// @param owner closes this when it is closed itself, even during the start
    public static Stack start(StackSettings settings, StartupListener progress, CloseableStack owner) {
        CloseableStack parts = owner.add(new CloseableStack());
        try {
            return new Startup(settings, progress, parts).run();
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /// Updates the running stack to other parameters or another template, in CloudFormation's order: first the
    /// database, which is replaced if it is to be restored from another snapshot; then functions that only a
    /// deployment calls; then custom resources; then the other functions. An unchanged function keeps its
    /// processes. Event sources keep running; like queues, tables, secrets and alarms they are not updated.
    ///
    /// @param change applied to the current settings
    /// @throws IllegalStateException with the reason when a custom resource or a function cannot be updated; the
    ///     update was rolled back, or the suppressed exception states why that failed
    public synchronized void update(UnaryOperator<StackSettings> change) {
        StackSettings changed = change.apply(settings);
        Template template = Template.read(changed.template(), changed.parameters());
        PostgresServer before = database;
        boolean stays = template.snapshot().equals(snapshot);
        PostgresServer after = stays
                ? before
                : parts.add(template.snapshot().map(PostgresServer::restore).orElseGet(PostgresServer::start));
        try {
            StackModel to = template.resolve(Startup.endpoints(services, after, gateways))
                    .withEnvironments(services.secrets()::resolved);
            if (!stays) {
                to.database().ifPresent(after::create);
            }
            updates.apply(model, to);
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

    /// What the template declares, with local addresses.
    public StackModel model() {
        return model;
    }

    /// The URL of a function or of an HTTP API, by logical id; it ends with a slash.
    public URI url(String id) {
        if (!gateways.containsKey(id)) {
            throw new IllegalArgumentException(id + " has no URL; these have one: " + gateways.keySet());
        }
        return gateways.get(id).uri();
    }

    /// Invokes a function and waits for the result.
    ///
    /// @param event JSON
    public InvocationResult invoke(String function, byte[] event) throws InterruptedException {
        return functions.invoke(function, event);
    }

    /// The process ids of a function's execution environments.
    public List<Long> environments(String function) {
        return functions.pids(function);
    }

    /// The log file of a function.
    public Path log(String function) {
        return functions.log(function);
    }

    public SqsServer queues() {
        return services.queues();
    }

    public DynamoDbServer tables() {
        return services.tables();
    }

    /// The one that functions connect to; an update may replace it.
    public PostgresServer database() {
        return database;
    }

    public ValkeyServer cache() {
        return services.cache();
    }

    public SecretsManagerServer secrets() {
        return services.secrets();
    }

    public Schedules schedules() {
        return schedules;
    }

    public Topics topics() {
        return topics;
    }

    public XRayDaemon traces() {
        return traces;
    }

    public CloudWatch cloudWatch() {
        return cloudWatch;
    }

    /// Stops everything, in reverse order of its start.
    @Override
    public void close() {
        parts.close();
    }
}
