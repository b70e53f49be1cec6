package tidings.localstack.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tidings.localstack.template.StackModel;
import tidings.settings.Profile;

/// How many updates a second each part of the stack bears under a profile: what the template and others
/// (`quotas.yaml`) allow in a second, divided by what an update causes (`counted.yaml`). Arithmetic, not a
/// measurement: it names what breaks first, and says nothing of how long people wait just before.
final class Capacity {
    /// The memory at which a function has one processor; it has less of one in proportion.
    /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
    private static final double MEGABYTES_A_PROCESSOR = 1769;

    /// Between Telegram and the webhook, with TLS.
    private static final double ROUND_TRIP_MILLIS = 100;

    private final Map<String, Quota> quotas = Yaml.read("quotas.yaml", new TypeReference<>() {});
    private final Counts counted = Counts.read();
    private final Costs costs;

    private record Quota(double allowed, String part, String moves, String source) {}

    /// @param updates a second that it bears
    /// @param moves what makes it more
    record Limit(String part, double updates, String moves) {}

    Capacity(Costs costs) {
        this.costs = costs;
    }

    /// The one that is reached first comes first.
    List<Limit> of(String profile) {
        Deployment deployment = costs.deployment(profile);
        StackModel model = deployment.model();
        List<Limit> limits = new ArrayList<>();
        double outgoing = counted.messagesOf("OutboxQueue").sent();
        int sends = Profile.all().get(profile).sendsPerSecond();
        limits.add(new Limit(
                "`SendsPerSecond`: " + sends + " messages", sends / outgoing, "the tunable, up to Telegram's limit"));
        limits.add(quota("telegram", outgoing));
        limits.add(quota("reddit", counted.of("ScraperFunction").calls()));
        limits.add(quota("table-partition", outgoing));
        limits.add(quota("table", costs.assumptions().itemsWrittenAnUpdate()));
        limits.add(quota(
                "fifo", Math.max(outgoing, counted.messagesOf("UpdatesQueue").sent())));
        int connections = connections(deployment);
        limits.add(new Limit(
                "`TelegramConnections`: " + connections + " to the webhook",
                connections * 1000 / (millis(model, "WebhookFunction") + ROUND_TRIP_MILLIS),
                "the profile, up to Telegram's 100"));
        limits.add(quota("lambda", secondsAnUpdate(model)));
        limits.add(new Limit(
                "`CacheUsageLimits`: " + costs.commandsASecond(profile) + " commands",
                costs.commandsASecond(profile) / counted.cacheCommands(),
                "the template"));
        OptionalInt reserved = model.function("WebhookFunction").reservedConcurrency();
        if (reserved.isPresent()) {
            limits.add(new Limit(
                    "`WebhookConcurrency`: " + reserved.getAsInt() + " at once",
                    reserved.getAsInt() * 1000 / millis(model, "WebhookFunction"),
                    "the parameter"));
        }
        for (StackModel.QueueTrigger trigger : model.queueTriggers()) {
            if (counted.messagesOf(trigger.queue()).sent() > 0
                    && trigger.maximumConcurrency().isPresent()) {
                limits.add(consumer(model, trigger));
            }
        }
        return limits.stream()
                .sorted(Comparator.comparingDouble(Limit::updates))
                .toList();
    }

    /// Dollars a month at this rate around the clock.
    double dollarsAMonth(String profile, double updatesASecond) {
        double millions = updatesASecond * costs.assumptions().hoursAMonth() * 3600 / 1e6;
        return costs.idle(profile).total()
                + costs.inUse(profile).total()
                + millions * costs.millionUpdates(profile).total();
    }

    private static int connections(Deployment deployment) {
        return deployment.resources().stream()
                .filter(resource -> resource.id().equals("Registration"))
                .map(resource -> Deployment.text(resource.properties().fields(), "MaxConnections"))
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private Limit quota(String name, double anUpdate) {
        Quota quota = quotas.get(name);
        return new Limit(quota.part(), quota.allowed() / anUpdate, quota.moves());
    }

    /// What a queue's function handles when each call gets a full batch: it waits for others once a batch, for
    /// they are asked side by side.
    private Limit consumer(StackModel model, StackModel.QueueTrigger trigger) {
        Counts.Messages counts = counted.messagesOf(trigger.queue());
        String function = trigger.function();
        int calls = trigger.maximumConcurrency().getAsInt();
        double batch = trigger.batchSize() * counts.millis() * slowness(model, function)
                + costs.assumptions().waitMillis(function);
        double messages = calls * trigger.batchSize() * 1000 / batch;
        return new Limit(
                "`MaximumConcurrency` of `" + trigger.queue() + "`: " + calls + " calls at once of " + function,
                messages / counts.sent(),
                "the profile or the template, with `" + function.replace("Function", "Memory") + "`");
    }

    /// Of a call.
    private double millis(StackModel model, String function) {
        return counted.of(function).millis() * slowness(model, function);
    }

    /// How many times as long it takes as on a whole processor.
    private static double slowness(StackModel model, String function) {
        return Math.max(1, MEGABYTES_A_PROCESSOR / model.function(function).memoryMegabytes());
    }

    private double secondsAnUpdate(StackModel model) {
        return model.functions().stream()
                .mapToDouble(function -> counted.of(function.id()).calls()
                        * (millis(model, function.id()) + costs.assumptions().waitMillis(function.id()))
                        / 1000)
                .sum();
    }
}
