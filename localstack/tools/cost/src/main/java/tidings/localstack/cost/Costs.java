package tidings.localstack.cost;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tidings.aws.Json;
import tidings.localstack.cost.Bill.Part;
import tidings.localstack.template.LocalEndpoints;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Template;
import tidings.localstack.template.Value;

/// What the stack of a template costs on AWS under a profile: the sizes are the template's, the prices those of
/// `prices.yaml`, and the rest is assumed in `assumptions.yaml`. List prices: no free tier, no tax, no discount; what
/// is
/// stored in tables, logs and snapshots is left out, as it is cents until it is much.
final class Costs {
    private static final double MILLION = 1e6;
    private static final double MEGABYTES_A_GIGABYTE = 1024;
    private static final double KILOBYTES_A_GIGABYTE = 1e6;
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
    private static final Map<String, Integer> MINUTES = Map.of("minute", 1, "hour", 60, "day", 1440);

    private final Map<String, Price> prices = read("prices.yaml", new TypeReference<Map<String, Price>>() {});
    private final Assumptions assumed = read("assumptions.yaml", new TypeReference<Assumptions>() {});
    private final Path project;

    /// @param project the folder of `template.yaml`
    Costs(Path project) {
        this.project = project;
    }

    Map<String, Price> prices() {
        return prices;
    }

    Assumptions assumptions() {
        return assumed;
    }

    /// A month without any update.
    Bill idle(String profile) {
        Bill bill = new Bill();
        Template template = template(profile);
        StackModel model = template.resolve(anywhere(template));
        List<StackModel.Raw> resources = template.resources(anywhere(template));
        resources.forEach(resource -> idle(resource, resources, bill));
        for (StackModel.QueueTrigger trigger : model.queueTriggers()) {
            double polls = assumed.pollsOfAnIdleQueueAMinute() * 60.0 * assumed.hoursAMonth();
            queue(model.queue(trigger.queue()), "polls of " + trigger.queue(), polls / MILLION, bill);
        }
        for (StackModel.Schedule schedule : model.schedules()) {
            double calls = callsAMonth(schedule) / MILLION;
            bill.add(Part.FUNCTIONS, "schedule of " + schedule.function(), calls, price("schedule"));
            call(model.function(schedule.function()), calls, bill);
        }
        int metrics = SourceMetrics.count(project, assumed.outcomesOfAVariable());
        bill.add(Part.WATCHING, "metrics of the code", metrics, price("custom-metric"));
        return bill;
    }

    /// A million updates, without what is paid for idling.
    Bill millionUpdates(String profile) {
        Bill bill = new Bill();
        Template template = template(profile);
        StackModel model = template.resolve(anywhere(template));
        model.functions().stream()
                .filter(function -> isWoken(function, model))
                .forEach(function -> call(function, assumed.of(function.id()).calls(), bill));
        // A message is sent, received and deleted; batches make it less than these three requests.
        for (StackModel.QueueTrigger trigger : model.queueTriggers()) {
            double messages = assumed.of(trigger.function()).calls();
            queue(model.queue(trigger.queue()), "messages of " + trigger.queue(), 3 * messages, bill);
        }
        bill.add(Part.TABLES, "items written", assumed.itemsWrittenAnUpdate(), price("dynamodb-write"));
        bill.add(Part.TABLES, "items read", assumed.itemsReadAnUpdate(), price("dynamodb-read"));
        bill.add(Part.CACHE, "commands", assumed.cacheCommandsAnUpdate(), price("valkey-ecpu"));
        double gigabytes = assumed.kilobytesOutAnUpdate() * MILLION / KILOBYTES_A_GIGABYTE;
        bill.add(Part.TRANSFER, "to the internet", gigabytes, price("transfer-out"));
        return bill;
    }

    private void idle(StackModel.Raw resource, List<StackModel.Raw> all, Bill bill) {
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

    private int vcpusOfTheDatabase(List<StackModel.Raw> resources) {
        return resources.stream()
                .filter(resource -> resource.type().equals("AWS::RDS::DBInstance"))
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

    /// @param calls in millions
    private void call(StackModel.Function function, double calls, Bill bill) {
        double seconds = calls * MILLION * assumed.of(function.id()).millis() / 1000;
        double gigabytes = function.memoryMegabytes() / MEGABYTES_A_GIGABYTE;
        double logs = calls * MILLION * assumed.logKilobytesACall() / KILOBYTES_A_GIGABYTE;
        bill.add(Part.FUNCTIONS, "calls of " + function.id(), calls, price("lambda-request"));
        bill.add(Part.FUNCTIONS, "time of " + function.id(), seconds * gigabytes, price("lambda-gb-second"));
        bill.add(Part.WATCHING, "logs of " + function.id(), logs, price("logs"));
        bill.add(Part.WATCHING, "traces of " + function.id(), calls * assumed.tracedShare(), price("trace"));
    }

    private void queue(StackModel.Queue queue, String what, double requests, Bill bill) {
        boolean fifo = "true".equals(queue.attributes().get("FifoQueue"));
        bill.add(Part.QUEUES, what, requests, price(fifo ? "sqs-fifo" : "sqs-standard"));
    }

    /// Whether it has a queue or an address; what is called by a deployment or by an operator does not count.
    private static boolean isWoken(StackModel.Function function, StackModel model) {
        return function.hasUrl()
                || model.queueTriggers().stream()
                        .anyMatch(trigger -> trigger.function().equals(function.id()));
    }

    private double callsAMonth(StackModel.Schedule schedule) {
        Matcher rate = RATE.matcher(schedule.expression());
        if (!rate.matches()) {
            throw new IllegalStateException(
                    schedule.name() + " has no rate but " + schedule.expression() + ": say here how often that is");
        }
        return assumed.hoursAMonth() * 60.0 / (Integer.parseInt(rate.group(1)) * MINUTES.get(rate.group(2)));
    }

    private Price price(String name) {
        if (!prices.containsKey(name)) {
            throw new IllegalStateException("prices.yaml has no price of " + name);
        }
        return prices.get(name);
    }

    private Template template(String profile) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("Profile", profile);
        parameters.put("BotToken", "1:no-token-is-needed-for-this");
        return Template.read(project.resolve("template.yaml"), parameters);
    }

    /// The template is only read: nothing listens.
    private static LocalEndpoints anywhere(Template template) {
        URI nowhere = URI.create("http://127.0.0.1:1/");
        InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", 1);
        return new LocalEndpoints(
                nowhere,
                nowhere,
                nowhere,
                address,
                address,
                template.front().stream().collect(Collectors.toMap(id -> id, _ -> nowhere)));
    }

    private static String text(Map<String, Value> properties, String name) {
        return properties.containsKey(name) ? properties.get(name).text(name) : "";
    }

    private static <T> T read(String file, TypeReference<T> type) {
        try (InputStream in = Costs.class.getResourceAsStream(file)) {
            Object yaml = new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(in);
            return Json.mapper()
                    .readerFor(type)
                    .with(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(Json.mapper().<JsonNode>valueToTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
