package tidings.localstack.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tidings.localstack.cost.Bill.Part;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Value;

import static tidings.localstack.cost.Deployment.text;

/// What the stack of a template costs on AWS under a profile: the sizes are the template's, the prices those of
/// `prices.yaml` (us-east-1), what an update causes was counted (`counted.yaml`), and the rest is assumed in
/// `assumptions.yaml`. List prices: no free tier, no tax, no discount; what is stored in logs and snapshots is left
/// out, as it is cents until it is much.
public final class Costs {
    private static final double MILLION = 1e6;
    private static final double MEGABYTES_A_GIGABYTE = 1024;
    private static final double KILOBYTES_A_GIGABYTE = 1e6;

    private final Map<String, Price> prices = Yaml.read("/tidings/localstack/prices.yaml", new TypeReference<>() {});
    private final Assumptions assumed = Yaml.read("assumptions.yaml", new TypeReference<>() {});
    private final Counts counted = Counts.read();
    private final Path project;

    /// @param project the folder of `template.yaml`
    public Costs(Path project) {
        this.project = project;
    }

    Map<String, Price> prices() {
        return prices;
    }

    public Assumptions assumptions() {
        return assumed;
    }

    /// A month without any update.
    Bill idle(String profile) {
        Bill bill = new Bill();
        Deployment deployment = deployment(profile);
        StackModel model = deployment.model();
        deployment.resources().forEach(resource -> idle(resource, deployment, bill));
        for (StackModel.QueueTrigger trigger : model.queueTriggers()) {
            double polls = assumed.pollsOfAnIdleQueueAMinute() * 60.0 * assumed.hoursAMonth();
            queue(model.queue(trigger.queue()), "polls of " + trigger.queue(), polls / MILLION, bill);
        }
        for (StackModel.Schedule schedule : model.schedules()) {
            double calls = assumed.hoursAMonth() / Rate.hours(schedule) / MILLION;
            bill.add(Part.FUNCTIONS, "schedule of " + schedule.function(), calls, price("schedule"));
            call(model.function(schedule.function()), calls, assumed.scheduledMillis(schedule.function()), 1, bill);
            bill.add(Part.WATCHING, "traces of " + schedule.function(), calls * assumed.tracedShare(), price("trace"));
            metricsRead(schedule, assumed.metricsReadByACall(schedule.function()), bill);
            double requests = calls * assumed.queueRequestsOfACall(schedule.function());
            bill.add(Part.QUEUES, "queues that " + schedule.function() + " looks at", requests, price("sqs-fifo"));
        }
        scheduled(model).forEach(function -> metrics(function, SourceMetrics.idle(project, function), bill));
        return bill;
    }

    /// What a month costs in addition in which every hour has updates: a metric is paid for the hours in which it is
    /// counted, and more of them are read. Nothing fails.
    Bill inUse(String profile) {
        Bill bill = new Bill();
        StackModel model = deployment(profile).model();
        model.functions().stream()
                .map(StackModel.Function::id)
                .filter(function -> counted.of(function).calls() > 0)
                .forEach(function -> metrics(function, SourceMetrics.of(project, function), bill));
        scheduled(model)
                .forEach(function -> metrics(
                        function, SourceMetrics.of(project, function) - SourceMetrics.idle(project, function), bill));
        model.schedules()
                .forEach(schedule -> metricsRead(
                        schedule,
                        assumed.metricsReadByACallInUse(schedule.function())
                                - assumed.metricsReadByACall(schedule.function()),
                        bill));
        return bill;
    }

    /// The price of a million updates, in dollars.
    public double ofMillionUpdates(String profile) {
        return millionUpdates(profile).total();
    }

    /// What a million calls of a function take, without what they call, in dollars. Each started millisecond is paid.
    public double ofMillionCalls(double millis, int megabytes) {
        double gigabyteSeconds = Math.ceil(millis) * 1_000 * megabytes / MEGABYTES_A_GIGABYTE;
        return price("lambda-request").usd()
                + gigabyteSeconds * price("lambda-gb-second").usd();
    }

    /// A million updates, without what is paid for idling and for metrics.
    Bill millionUpdates(String profile) {
        Bill bill = new Bill();
        Deployment deployment = deployment(profile);
        StackModel model = deployment.model();
        for (StackModel.Function function : model.functions()) {
            Counts.Work work = counted.of(function.id());
            call(function, work.calls(), work.millis() + assumed.waitMillis(function.id()), work.logKilobytes(), bill);
        }
        // A trace spans all functions that an update passes through.
        bill.add(Part.WATCHING, "traces", assumed.tracedShare(), price("trace"));
        // A message is sent, at most by itself; what a call handles is received and deleted at once.
        for (StackModel.QueueTrigger trigger : model.queueTriggers()) {
            double messages = counted.messagesOf(trigger.queue()).sent();
            double batches = Math.min(messages, counted.of(trigger.function()).calls());
            queue(model.queue(trigger.queue()), "messages of " + trigger.queue(), messages + 2 * batches, bill);
        }
        bill.add(Part.TABLES, "items written", assumed.itemsWrittenAnUpdate(), price("dynamodb-write"));
        bill.add(Part.TABLES, "items read", assumed.itemsReadAnUpdate(), price("dynamodb-read"));
        if (deployment.resources().stream().anyMatch(Costs::hasKeyOfKms)) {
            double items = assumed.itemsWrittenAnUpdate() + assumed.itemsReadAnUpdate();
            bill.add(Part.TABLES, "requests of the key", items, price("kms-request"));
        }
        bill.add(Part.CACHE, "commands", counted.cacheCommands(), price("valkey-ecpu"));
        double gigabytes = assumed.kilobytesOutAnUpdate() * MILLION / KILOBYTES_A_GIGABYTE;
        bill.add(Part.TRANSFER, "to the internet", gigabytes, price("transfer-out"));
        return bill;
    }

    /// A Board that stays open for a month, with an operator's key, whatever else happens.
    Bill board(String profile) {
        Bill bill = new Bill();
        double requests = assumed.boardRequestsAMinute() * 60.0 * assumed.hoursAMonth() / MILLION;
        bill.add(Part.FUNCTIONS, "requests of the Board", requests, price("http-api-request"));
        call(deployment(profile).model().function("ApiFunction"), requests, assumed.boardMillis(), 0, bill);
        bill.add(Part.WATCHING, "traces", requests * assumed.tracedShare(), price("trace"));
        double gigabytes = requests * assumed.boardKilobytes() * MILLION / KILOBYTES_A_GIGABYTE;
        bill.add(Part.TRANSFER, "to the Board", gigabytes, price("transfer-out"));
        return bill;
    }

    Deployment deployment(String profile) {
        return Deployment.of(project, profile);
    }

    /// What the cache may be asked for in a second: ECPUs, of which a small command takes one.
    int commandsASecond(String profile) {
        return deployment(profile)
                .ofType("AWS::ElastiCache::ServerlessCache")
                .map(cache ->
                        cache.properties().fields().get("CacheUsageLimits").fields("CacheUsageLimits"))
                .map(limits -> limits.get("ECPUPerSecond").fields("ECPUPerSecond"))
                .mapToInt(units -> Integer.parseInt(text(units, "Maximum")))
                .sum();
    }

    /// How many metrics the alarms watch, as they are billed.
    int alarmMetrics(String profile) {
        return deployment(profile)
                .ofType("AWS::CloudWatch::Alarm")
                .mapToInt(alarm -> metricsOf(alarm.properties().fields()))
                .sum();
    }

    /// How many metrics all functions count while nothing fails; each is one set of dimensions.
    long ownMetrics() {
        return deployment("production").model().functions().stream()
                .map(StackModel.Function::id)
                .filter(id -> Files.exists(project.resolve("functions/" + SourceMetrics.module(id))))
                .mapToLong(id -> SourceMetrics.of(project, id))
                .sum();
    }

    /// The limit of the stack's budget.
    double budget(String profile) {
        return deployment(profile)
                .ofType("AWS::Budgets::Budget")
                .map(resource -> resource.properties().fields().get("Budget").fields("Budget"))
                .map(budget -> budget.get("BudgetLimit").fields("BudgetLimit"))
                .mapToDouble(limit -> Double.parseDouble(text(limit, "Amount")))
                .sum();
    }

    private static Stream<String> scheduled(StackModel model) {
        return model.schedules().stream().map(StackModel.Schedule::function).distinct();
    }

    private void metrics(String function, long metrics, Bill bill) {
        bill.add(Part.WATCHING, "metrics of " + function, metrics, price("custom-metric"));
    }

    /// @param ofACall how many a call reads
    private void metricsRead(StackModel.Schedule schedule, double ofACall, Bill bill) {
        double calls = assumed.hoursAMonth() / Rate.hours(schedule);
        String what = "metrics that " + schedule.function() + " reads";
        bill.add(Part.WATCHING, what, calls / 1_000 * ofACall, price("metric-read"));
    }

    private void idle(StackModel.Raw resource, Deployment all, Bill bill) {
        Map<String, Value> properties = resource.properties().fields();
        double month = assumed.hoursAMonth();
        switch (resource.type()) {
            case "AWS::RDS::DBInstance" -> {
                String size = text(properties, "DBInstanceClass");
                int machines = "true".equals(text(properties, "MultiAZ")) ? 2 : 1;
                bill.add(Part.DATABASE, size, machines * month, price(size));
                double gigabytes = Double.parseDouble(text(properties, "AllocatedStorage"));
                bill.add(Part.DATABASE, "storage", machines * gigabytes, price("rds-storage"));
                if ("true".equals(text(properties, "ManageMasterUserPassword"))) {
                    bill.add(Part.SECRETS, "the database owner's password", 1, price("secret"));
                }
            }
            case "AWS::RDS::DBProxy" ->
                bill.add(Part.PROXY, resource.id(), month * vcpusOfTheDatabase(all), price("rds-proxy"));
            case "AWS::ElastiCache::ServerlessCache" ->
                bill.add(Part.CACHE, resource.id(), month * assumed.cacheGigabytes(), price("valkey-storage"));
            case "AWS::EC2::VPCEndpoint" -> {
                if ("Interface".equals(text(properties, "VpcEndpointType"))) {
                    int zones = properties.get("SubnetIds").items("SubnetIds").size();
                    bill.add(Part.ENDPOINTS, resource.id(), month * zones, price("interface-endpoint"));
                }
            }
            case "AWS::DynamoDB::Table" -> {
                bill.add(Part.TABLES, resource.id(), assumed.tableGigabytes(), price("dynamodb-storage"));
                if (properties.containsKey("PointInTimeRecoverySpecification")) {
                    bill.add(
                            Part.TABLES,
                            resource.id() + " restorable",
                            assumed.tableGigabytes(),
                            price("dynamodb-pitr"));
                }
            }
            case "AWS::Serverless::HttpApi" -> {
                double requests = assumed.apiRequestsAMonth() / MILLION;
                bill.add(Part.FUNCTIONS, "requests of " + resource.id(), requests, price("http-api-request"));
            }
            case "AWS::SecretsManager::Secret" -> bill.add(Part.SECRETS, resource.id(), 1, price("secret"));
            case "AWS::CloudWatch::Alarm" ->
                bill.add(Part.WATCHING, resource.id(), metricsOf(properties), price("alarm-metric"));
            case "AWS::CloudWatch::CompositeAlarm" ->
                bill.add(Part.WATCHING, resource.id(), 1, price("composite-alarm"));
            case "AWS::CloudWatch::Dashboard" -> bill.add(Part.WATCHING, resource.id(), 1, price("dashboard"));
            case String paidByTheHour
            when List.of("AWS::EC2::NatGateway", "AWS::EC2::EIP", "AWS::KMS::Key")
                    .contains(paidByTheHour) ->
                throw new IllegalStateException(
                        resource.id() + " is a " + paidByTheHour + ", which costs money: add its price");
            default -> {}
        }
    }

    private int vcpusOfTheDatabase(Deployment deployment) {
        return deployment
                .ofType("AWS::RDS::DBInstance")
                .mapToInt(database -> price(text(database.properties().fields(), "DBInstanceClass"))
                        .vcpus()
                        .orElseThrow())
                .sum();
    }

    /// A band around a metric counts as two more.
    private static int metricsOf(Map<String, Value> alarm) {
        if (!alarm.containsKey("Metrics")) {
            return 1;
        }
        return alarm.get("Metrics").items("Metrics").stream()
                .mapToInt(metric -> {
                    Map<String, Value> fields = metric.fields("a metric");
                    boolean isBand = fields.containsKey("Expression")
                            && text(fields, "Expression").startsWith("ANOMALY_DETECTION_BAND");
                    return fields.containsKey("MetricStat") ? 1 : isBand ? 2 : 0;
                })
                .sum();
    }

    /// Whether its items are encrypted with a key of KMS, which is asked for each; DynamoDB's own key costs nothing.
    private static boolean hasKeyOfKms(StackModel.Raw resource) {
        return resource.properties().fields().containsKey("SSESpecification");
    }

    /// @param calls in millions
    /// @param logKilobytes of each call; the platform adds lines only to calls that fail
    private void call(StackModel.Function function, double calls, double millis, double logKilobytes, Bill bill) {
        double seconds = calls * MILLION * millis / 1000;
        double gigabytes = function.memoryMegabytes() / MEGABYTES_A_GIGABYTE;
        double logs = calls * MILLION * logKilobytes / KILOBYTES_A_GIGABYTE;
        bill.add(Part.FUNCTIONS, "calls of " + function.id(), calls, price("lambda-request"));
        bill.add(Part.FUNCTIONS, "time of " + function.id(), seconds * gigabytes, price("lambda-gb-second"));
        bill.add(Part.WATCHING, "logs of " + function.id(), logs, price("logs"));
    }

    private void queue(StackModel.Queue queue, String what, double requests, Bill bill) {
        boolean fifo = "true".equals(queue.attributes().get("FifoQueue"));
        bill.add(Part.QUEUES, what, requests, price(fifo ? "sqs-fifo" : "sqs-standard"));
    }

    private Price price(String name) {
        if (!prices.containsKey(name)) {
            throw new IllegalStateException("prices.yaml has no price of " + name);
        }
        return prices.get(name);
    }
}
