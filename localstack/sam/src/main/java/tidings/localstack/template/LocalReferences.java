package tidings.localstack.template;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `!Ref` and `!GetAtt` return locally: the identifiers that AWS would form, but local addresses.
final class LocalReferences {
    /// Resources that SAM generates from a function: `ScraperFunction.Alias`, `ScraperFunctionUrl`.
    private static final Pattern OF_FUNCTION =
            Pattern.compile("(?<function>\\w+?)(?<part>\\.Alias|\\.Version|Url|Role|Alias\\w+)");

    /// The CodeDeploy application that SAM generates for functions with a DeploymentPreference.
    private static final String DEPLOYMENTS = "ServerlessDeploymentApplication";

    private final Map<String, Declaration> resources;
    private final PseudoParameters pseudo;
    private final LocalEndpoints endpoints;
    private final Set<String> underway = new HashSet<>();
    private Intrinsics intrinsics;

    LocalReferences(Map<String, Declaration> resources, PseudoParameters pseudo, LocalEndpoints endpoints) {
        this.resources = resources;
        this.pseudo = pseudo;
        this.endpoints = endpoints;
    }

    /// Names of resources may themselves use intrinsics.
    void evaluateWith(Intrinsics evaluator) {
        this.intrinsics = evaluator;
    }

    /// Empty when the template has no such resource.
    Optional<String> ref(String name) {
        Declaration resource = resources.get(name);
        if (name.equals(DEPLOYMENTS)) {
            return Optional.of(pseudo.stackName() + "-" + DEPLOYMENTS);
        }
        return resource == null ? ofFunction(name) : Optional.of(ref(resource));
    }

    /// Empty when the template has no such resource.
    Optional<String> attribute(String name, String attribute, Place place) {
        Declaration resource = resources.get(name);
        if (resource == null) {
            return ofFunction(name).map(_ -> functionPart(name, attribute, place));
        }
        return Optional.of(attribute(resource, attribute, place));
    }

    private String ref(Declaration resource) {
        return switch (resource.type()) {
            case "AWS::SQS::Queue" -> queueUrl(resource);
            case "AWS::SecretsManager::Secret", "AWS::SNS::Topic", "AWS::Serverless::LayerVersion" -> arn(resource);
            case "AWS::Serverless::HttpApi" -> resource.id();
            default -> name(resource);
        };
    }

    private String attribute(Declaration resource, String attribute, Place place) {
        Map<String, String> known = attributes(resource);
        if (resource.type().startsWith("Custom::")) {
            throw new TemplateException(
                    place, "what " + resource.id() + " (" + resource.type() + ") makes is not known before it is made");
        } else if (known.isEmpty()) {
            return attribute.equals("Arn") ? arn(resource) : resource.id() + "." + attribute;
        } else if (!known.containsKey(attribute)) {
            throw new TemplateException(
                    place,
                    resource.id() + " (" + resource.type() + ") has no attribute " + attribute
                            + " known here; known are " + String.join(", ", new TreeSet<>(known.keySet())));
        }
        return known.get(attribute);
    }

    /// Empty for types of which any attribute is made up.
    private Map<String, String> attributes(Declaration resource) {
        String arn = arn(resource);
        String name = name(resource);
        return switch (resource.type()) {
            case "AWS::SQS::Queue" -> Map.of("Arn", arn, "QueueName", name, "QueueUrl", queueUrl(resource));
            case "AWS::Serverless::Function" -> Map.of("Arn", arn, "Alias", arn + ":live", "Version", arn + ":$LATEST");
            case "AWS::SNS::Topic" -> Map.of("TopicArn", arn, "TopicName", name);
            case "AWS::RDS::DBInstance" ->
                Map.of(
                        "Endpoint.Address",
                        endpoints.database().getHostString(),
                        "Endpoint.Port",
                        Integer.toString(endpoints.database().getPort()),
                        "DBInstanceArn",
                        arn,
                        "MasterUserSecret.SecretArn",
                        masterUserSecretArn(resource),
                        "DbiResourceId",
                        resource.id());
            case "AWS::RDS::DBProxy" ->
                Map.of(
                        "Endpoint", endpoints.database().getHostString(),
                        "DBProxyArn", arn,
                        "VpcId", resource.id());
            case "AWS::ElastiCache::ServerlessCache" -> {
                String address = endpoints.cache().getHostString();
                String port = Integer.toString(endpoints.cache().getPort());
                yield Map.of(
                        "ARN", arn,
                        "Endpoint.Address", address,
                        "Endpoint.Port", port,
                        "ReaderEndpoint.Address", address,
                        "ReaderEndpoint.Port", port);
            }
            case "AWS::Serverless::HttpApi" ->
                Map.of(
                        "ApiId",
                        resource.id(),
                        "ApiEndpoint",
                        withoutSlash(endpoints.urls().get(resource.id()).toString()));
            case "AWS::DynamoDB::Table" -> Map.of("Arn", arn);
            default -> Map.of();
        };
    }

    /// The secret that RDS creates for a database with `ManageMasterUserPassword`, under its own name.
    StackModel.Secret masterUserSecret(Declaration database, String user) {
        return new StackModel.Secret(
                database.id() + ".MasterUserSecret",
                masterUserSecretName(database),
                masterUserSecretArn(database),
                Optional.empty(),
                Optional.of(new StackModel.Generated(
                        32, "", Optional.of("{\"username\":\"" + user + "\"}"), Optional.of("password"))));
    }

    private String masterUserSecretArn(Declaration database) {
        return pseudo.arn("secretsmanager", "secret:" + masterUserSecretName(database));
    }

    private String masterUserSecretName(Declaration database) {
        return "rds!db-" + name(database);
    }

    private Optional<String> ofFunction(String name) {
        return function(name).map(match -> switch (match.group("part")) {
            case "Role" -> pseudo.stackName() + "-" + name;
            case ".Version" -> arn(resources.get(match.group("function"))) + ":$LATEST";
            default -> arn(resources.get(match.group("function")));
        });
    }

    private String functionPart(String name, String attribute, Place place) {
        Matcher match = function(name).orElseThrow();
        Declaration function = resources.get(match.group("function"));
        return switch (match.group("part") + "." + attribute) {
            case "Url.FunctionUrl" -> {
                if (!endpoints.urls().containsKey(function.id())) {
                    throw new TemplateException(place, function.id() + " has no FunctionUrlConfig, so it has no URL");
                }
                yield endpoints.urls().get(function.id()).toString();
            }
            case "Url.FunctionArn" -> arn(function);
            case "Role.Arn" -> pseudo.arn("iam", "role/" + name);
            default ->
                throw new TemplateException(
                        place,
                        name + " has no attribute " + attribute
                                + " known here; known are …Url.FunctionArn, …Url.FunctionUrl, …Role.Arn");
        };
    }

    private Optional<Matcher> function(String name) {
        Matcher match = OF_FUNCTION.matcher(name);
        boolean exists = match.matches()
                && resources.get(match.group("function")) instanceof Declaration function
                && function.type().equals("AWS::Serverless::Function");
        return exists ? Optional.of(match) : Optional.empty();
    }

    String arn(Declaration resource) {
        String name = name(resource);
        return switch (resource.type()) {
            case "AWS::SQS::Queue" -> pseudo.arn("sqs", name);
            case "AWS::SNS::Topic" -> pseudo.arn("sns", name);
            case "AWS::Serverless::Function" -> pseudo.arn("lambda", "function:" + name);
            case "AWS::Serverless::LayerVersion" -> pseudo.arn("lambda", "layer:" + name + ":1");
            case "AWS::DynamoDB::Table" -> pseudo.arn("dynamodb", "table/" + name);
            case "AWS::SecretsManager::Secret" -> pseudo.arn("secretsmanager", "secret:" + name);
            case "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm" ->
                pseudo.arn("cloudwatch", "alarm:" + name);
            case "AWS::IAM::Role" -> pseudo.arn("iam", "role/" + name);
            default -> pseudo.arn("local", resource.type() + "/" + name);
        };
    }

    /// The name in the template, or else one formed from the stack's name and the logical id.
    String name(Declaration resource) {
        String given = switch (resource.type()) {
            case "AWS::SQS::Queue" -> "QueueName";
            case "AWS::SNS::Topic" -> "TopicName";
            case "AWS::DynamoDB::Table" -> "TableName";
            case "AWS::Serverless::Function" -> "FunctionName";
            case "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm" -> "AlarmName";
            case "AWS::Logs::LogGroup" -> "LogGroupName";
            default -> "Name";
        };
        String fifo = isFifo(resource) ? ".fifo" : "";
        String otherwise = pseudo.stackName() + "-" + resource.id() + fifo;
        if (resource.property(given) == null) {
            return otherwise;
        }
        if (!underway.add(resource.id())) {
            throw new TemplateException(resource.place(), "the name of " + resource.id() + " depends on itself");
        }
        try {
            Value name = intrinsics.resolve(resource.property(given));
            return name instanceof Value.NoValue ? otherwise : name.text(given);
        } finally {
            underway.remove(resource.id());
        }
    }

    private boolean isFifo(Declaration resource) {
        String property = resource.type().equals("AWS::SNS::Topic") ? "FifoTopic" : "FifoQueue";
        return resource.property(property) instanceof Value.Text(String text, Place _) && text.equals("true");
    }

    private String queueUrl(Declaration queue) {
        return withoutSlash(endpoints.queues().toString()) + "/" + pseudo.account() + "/" + name(queue);
    }

    private static String withoutSlash(String uri) {
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }
}
