package tidings.localstack.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// Turns evaluated resources into the typed model. A type that is neither read nor listed as skipped is an error,
/// and so is a property.
final class ModelReader {
    private static final String CUSTOM_RESOURCE = "AWS::CloudFormation::CustomResource";
    private static final List<String> RAW = List.of(
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::AnomalyDetector",
            "AWS::CloudWatch::CompositeAlarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::ElastiCache::ServerlessCache",
            "AWS::RDS::DBProxy");
    private static final List<String> READ = List.of(
            CUSTOM_RESOURCE,
            "AWS::DynamoDB::Table",
            "AWS::RDS::DBInstance",
            "AWS::SNS::Subscription",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue",
            "AWS::SecretsManager::Secret",
            "AWS::Serverless::Function",
            "AWS::Serverless::HttpApi",
            "AWS::Serverless::LayerVersion");

    private final Path folder;
    private final PseudoParameters pseudo;
    private final Intrinsics intrinsics;
    private final LocalReferences references;
    private final Targets targets = new Targets();
    private final ResourceReader reader;
    private final Set<String> customIds = new HashSet<>();
    private final Map<String, Path> layers = new LinkedHashMap<>();
    private final List<StackModel.Function> functions = new ArrayList<>();
    private final List<StackModel.QueueTrigger> queueTriggers = new ArrayList<>();
    private final List<StackModel.Schedule> schedules = new ArrayList<>();
    private final List<StackModel.Route> routes = new ArrayList<>();
    private final List<StackModel.Subscription> subscriptions = new ArrayList<>();
    private final List<StackModel.Queue> queues = new ArrayList<>();
    private final List<StackModel.Table> tables = new ArrayList<>();
    private final List<StackModel.Secret> secrets = new ArrayList<>();
    private final List<StackModel.Topic> topics = new ArrayList<>();
    private final List<StackModel.CustomResource> customResources = new ArrayList<>();
    private final List<StackModel.Raw> others = new ArrayList<>();
    private Optional<StackModel.Database> database = Optional.empty();

    ModelReader(Path folder, PseudoParameters pseudo, Intrinsics intrinsics, LocalReferences references) {
        this.folder = folder;
        this.pseudo = pseudo;
        this.intrinsics = intrinsics;
        this.references = references;
        this.reader = new ResourceReader(folder, references, targets, layers);
    }

    StackModel read(Collection<Declaration> resources, SequencedMap<String, Value> outputs) {
        resources.forEach(resource -> targets.add(references.arn(resource), resource.id()));
        resources.stream().filter(r -> isCustom(r.type())).map(Declaration::id).forEach(customIds::add);
        // Functions refer to layers, so layers come first.
        resources.stream()
                .filter(r -> r.type().equals("AWS::Serverless::LayerVersion"))
                .forEach(this::layer);
        resources.stream()
                .filter(r -> !r.type().equals("AWS::Serverless::LayerVersion"))
                .forEach(this::read);
        Map<String, String> values = new LinkedHashMap<>();
        outputs.forEach((name, output) -> {
            Value value = output.fields("output " + name).get("Value");
            if (value == null) {
                throw new TemplateException(output.place(), "output " + name + " has no Value");
            }
            values.put(name, intrinsics.resolve(value).text("output " + name));
        });
        return new StackModel(
                pseudo,
                functions,
                queueTriggers,
                schedules,
                routes,
                subscriptions,
                queues,
                tables,
                secrets,
                topics,
                customResources,
                database,
                others,
                values);
    }

    private void read(Declaration resource) {
        Value.Fields resolved = (Value.Fields) intrinsics.resolve(resource.properties());
        Properties properties = new Properties(resource.type(), resolved);
        switch (resource.type()) {
            case "AWS::Serverless::Function" -> {
                functions.add(reader.function(resource, properties));
                EventReader events = new EventReader(resource, properties, targets);
                queueTriggers.addAll(events.queueTriggers());
                schedules.addAll(events.schedules());
                routes.addAll(events.routes());
            }
            case "AWS::Serverless::HttpApi" -> {
                properties.choice("StageName", "$default");
                properties.nested("Auth").ifPresent(auth -> {
                    auth.flag("EnableIamAuthorizer", false);
                    auth.finish();
                });
            }
            case "AWS::SQS::Queue" -> queues.add(reader.queue(resource, properties));
            case "AWS::DynamoDB::Table" -> tables.add(reader.table(resource, properties));
            case "AWS::SecretsManager::Secret" -> secrets.add(reader.secret(resource, properties));
            case "AWS::SNS::Topic" -> {
                properties.text("TopicName");
                topics.add(new StackModel.Topic(resource.id(), references.name(resource), references.arn(resource)));
            }
            case "AWS::SNS::Subscription" -> reader.subscription(properties).ifPresent(subscriptions::add);
            case "AWS::RDS::DBInstance" -> {
                database(resource, resolved);
                return;
            }
            case String type
            when isCustom(type) -> {
                customResources.add(customResource(resource, properties, resolved));
                return;
            }
            case String type
            when RAW.contains(type) -> {
                others.add(new StackModel.Raw(resource.id(), type, references.arn(resource), resolved));
                return;
            }
            case String type -> {
                if (!Skipped.types().containsKey(type)) {
                    throw unknownType(resource);
                }
                return;
            }
        }
        properties.finish();
    }

    private static boolean isCustom(String type) {
        return type.startsWith("Custom::") || type.equals(CUSTOM_RESOURCE);
    }

    private StackModel.CustomResource customResource(
            Declaration resource, Properties properties, Value.Fields resolved) {
        return new StackModel.CustomResource(
                resource.id(),
                resource.type(),
                targets.id(properties, "ServiceToken"),
                resolved,
                properties.seconds("ServiceTimeout", 3600),
                resource.dependsOn().stream().filter(customIds::contains).toList());
    }

    private static TemplateException unknownType(Declaration resource) {
        TreeSet<String> known = new TreeSet<>(READ);
        known.addAll(RAW);
        known.addAll(Skipped.types().keySet());
        return new TemplateException(
                resource.place(),
                resource.id() + " is a " + resource.type() + ", which is not known here; known are " + known);
    }

    private void layer(Declaration resource) {
        Properties properties =
                new Properties(resource.type(), (Value.Fields) intrinsics.resolve(resource.properties()));
        layers.put(references.arn(resource), folder.resolve(properties.required("ContentUri")));
        properties.finish();
    }

    /// A managed database has dozens of properties of which only these affect a function. One restored from a
    /// snapshot has them already.
    private void database(Declaration resource, Value.Fields properties) {
        Map<String, Value> fields = properties.fields();
        if (fields.containsKey("DBSnapshotIdentifier")) {
            return;
        }
        String user = text(fields, "MasterUsername", "postgres");
        database = Optional.of(new StackModel.Database(text(fields, "DBName", "postgres"), user));
        if (text(fields, "ManageMasterUserPassword", "false").equals("true")) {
            secrets.add(references.masterUserSecret(resource, user));
        }
    }

    private static String text(Map<String, Value> fields, String name, String otherwise) {
        return fields.containsKey(name) ? fields.get(name).text(name) : otherwise;
    }
}
