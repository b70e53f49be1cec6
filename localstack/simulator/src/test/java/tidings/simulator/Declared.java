package tidings.simulator;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tidings.aws.Env;
import tidings.localstack.template.LocalEndpoints;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.StackModel.Queue;
import tidings.localstack.template.StackModel.Redrive;
import tidings.localstack.template.Template;
import tidings.testing.Project;

/// What the project's template declares, with addresses that lead nowhere.
final class Declared {
    private static final Map<String, StackModel> MODELS = new ConcurrentHashMap<>();

    private Declared() {}

    /// Every fourth seed reads feeds, the others the API.
    static StackModel model(long seed) {
        return MODELS.computeIfAbsent(seed % 4 == 3 ? "rss" : "oauth", Declared::read);
    }

    private static StackModel read(String mode) {
        Template template = Template.read(
                Project.root().resolve("template.yaml"),
                Map.of(
                        "BotToken",
                        "1:no-token-is-needed-for-this",
                        "AlarmEmail",
                        "operators@example.org",
                        "ConcurrencyQuota",
                        "confirmed",
                        "RedditUserAgent",
                        "java:tidings:1.0.0 (by /u/nobody)",
                        "OperatorsChat",
                        Long.toString(Simulation.OPERATORS),
                        "RedditMode",
                        mode));
        URI nowhere = URI.create("http://127.0.0.1:1/");
        InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", 1);
        Map<String, URI> urls = template.front().stream().collect(Collectors.toMap(front -> front, _ -> nowhere));
        return template.resolve(new LocalEndpoints(nowhere, nowhere, nowhere, address, address, urls));
    }

    /// What surrounds a function.
    static Env env(StackModel.Function function) {
        Map<String, String> variables = new HashMap<>(function.environment());
        variables.put("AWS_REGION", "eu-west-1");
        variables.remove("ENCODER"); // its files are in a layer
        return Env.of(variables::get);
    }

    /// The same with another number of attempts for one queue.
    static StackModel withMaxReceiveCount(StackModel model, String queue, int count) {
        List<Queue> queues = new ArrayList<>(model.queues());
        queues.replaceAll(one -> one.id().equals(queue)
                ? new Queue(
                        one.id(),
                        one.name(),
                        one.arn(),
                        one.url(),
                        one.attributes(),
                        one.redrive().map(redrive -> new Redrive(redrive.deadLetterArn(), count)))
                : one);
        return new StackModel(
                model.pseudo(),
                model.functions(),
                model.queueTriggers(),
                model.schedules(),
                model.routes(),
                model.subscriptions(),
                queues,
                model.tables(),
                model.secrets(),
                model.topics(),
                model.customResources(),
                model.database(),
                model.others(),
                model.outputs());
    }
}
