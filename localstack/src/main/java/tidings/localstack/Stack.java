package tidings.localstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tidings.localstack.cloudwatch.CloudWatch;
import tidings.localstack.lambda.Functions;
import tidings.localstack.lambda.Outcome;
import tidings.localstack.service.Cache;
import tidings.localstack.service.Database;
import tidings.localstack.service.Queues;
import tidings.localstack.service.Secrets;
import tidings.localstack.service.Tables;
import tidings.localstack.template.StackModel;
import tidings.localstack.trigger.HttpFront;
import tidings.localstack.trigger.Schedules;
import tidings.localstack.trigger.Topics;

/// A template, running on this machine: its queues, tables, database, cache and secrets, and its functions with what
/// wakes them. Thread-safe. Closing it ends everything that it started.
public final class Stack implements AutoCloseable {
    private final Parts parts;
    private final StackModel model;
    private final Services services;
    private final Functions functions;
    private final Map<String, HttpFront> fronts;
    private final Schedules schedules;
    private final Topics topics;
    private final CloudWatch cloudWatch;

    Stack(
            Parts parts,
            StackModel model,
            Services services,
            Functions functions,
            Map<String, HttpFront> fronts,
            Schedules schedules,
            Topics topics,
            CloudWatch cloudWatch) {
        this.parts = parts;
        this.model = model;
        this.services = services;
        this.functions = functions;
        this.fronts = fronts;
        this.schedules = schedules;
        this.topics = topics;
        this.cloudWatch = cloudWatch;
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
        Parts parts = owner.add(new Parts());
        try {
            return new Startup(settings, progress, parts).run();
        } catch (RuntimeException e) {
            parts.close();
            throw e;
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

    public Database database() {
        return services.database();
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
