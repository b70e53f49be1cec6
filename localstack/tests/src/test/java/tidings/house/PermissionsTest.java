package tidings.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;

/// The policy of each function allows what its code does with the resources in its environment, and no more.
class PermissionsTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Map<String, Map<String, Object>> FUNCTIONS = TEMPLATE.ofType("AWS::Serverless::Function");
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("tidings");

    /// Functions whose metrics are read, and a version that others are compared with.
    private static final Set<String> UNGUARDED = Set.of("MEASURED_FUNCTIONS", "FUNCTION_SIZES", "NEWEST_BOT");

    /// Of them it reads metrics only.
    private static final Map.Entry<String, String> QUEUES_OF_ALARMS = Map.entry("AlarmsFunction", "MEASURED_QUEUES");

    /// SAM adds these for the queue that wakes a function, and for the logs.
    /// https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSLambdaSQSQueueExecutionRole.html
    private static final Set<String> ADDED_BY_SAM = Set.of(
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords");

    private static final Pattern EVERYTHING = Pattern.compile("(Action|Resource): *\\[?\"\\*\"");
    private static final Pattern REFERENCE =
            Pattern.compile("!(?:Ref|GetAtt) ([A-Za-z0-9]+)|\\$\\{([A-Za-z0-9]+)(?:\\.[A-Za-z0-9.]+)?}");

    static Stream<String> functions() {
        return FUNCTIONS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionIsAllowedExactlyTheActionsThatItsCodeUses(String id) {
        Set<String> allowed = statements(id).stream()
                .flatMap(statement -> texts(statement.get("Action")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(allowed)
                .as(
                        "policy of %s against the calls that %s can reach",
                        id, FUNCTIONS.get(id).get("Handler"))
                .isEqualTo(Permission.neededBy(
                        CLASSES.get((String) FUNCTIONS.get(id).get("Handler"))))
                .doesNotContainAnyElementsOf(ADDED_BY_SAM);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionIsAllowedExactlyTheResourcesInItsEnvironment(String id) {
        Set<String> told = guarded(Stream.concat(
                TEMPLATE.variables(id).entrySet().stream()
                        .filter(variable -> !UNGUARDED.contains(variable.getKey())
                                && !QUEUES_OF_ALARMS.equals(Map.entry(id, variable.getKey())))
                        .map(Map.Entry::getValue),
                propertiesOfItsCustomResources(id)));
        Set<String> allowed = guarded(statements(id).stream().map(statement -> statement.get("Resource")));

        assertThat(allowed).as("resources in the policy of " + id).isEqualTo(told);
    }

    /// There is no way out of the VPC but its endpoints. Database and cache are inside, and their tokens are signed
    /// locally; RDS and ElastiCache as services are outside.
    @Test
    void functionsInsideTheVpcCallOnlyServicesWithAnEndpointThere() {
        Set<String> reached = TEMPLATE.ofType("AWS::EC2::VPCEndpoint").values().stream()
                .map(endpoint -> endpoint.get("ServiceName").toString().replaceFirst(".*\\.", ""))
                .collect(Collectors.toSet());
        Set<String> inside = Set.of("rds-db:connect", "elasticache:Connect");

        FUNCTIONS.forEach((id, function) -> {
            if (function.containsKey("VpcConfig")) {
                assertThat(Permission.neededBy(CLASSES.get((String) function.get("Handler"))).stream()
                                .filter(action -> !inside.contains(action))
                                .map(action -> action.substring(0, action.indexOf(':'))))
                        .as(id)
                        .isSubsetOf(reached);
            }
        });
    }

    @Test
    void everyWildcardPermissionHasAReason() throws IOException {
        List<String> lines = Files.readAllLines(Project.root().resolve("template.yaml"));
        Set<String> reasons =
                map(map(TEMPLATE.root().get("Metadata")).get("Wildcards")).keySet();
        List<String> wildcards =
                wildcards(TEMPLATE.root().get("Resources")).distinct().toList();
        List<String> withoutReason = new ArrayList<>();
        for (String text : wildcards) {
            if (reasons.stream().noneMatch(text::contains)) {
                IntStream.range(1, lines.size())
                        .filter(i -> says(lines.get(i), text) && !isExplained(lines, i))
                        .forEach(i -> withoutReason.add("line " + (i + 1) + ": " + text));
            }
        }

        assertThat(withoutReason)
                .as("wildcards without a comment in their statement, above it, or in Metadata.Wildcards")
                .isEmpty();
        assertThat(reasons)
                .as("reasons for what is there")
                .allMatch(reason -> wildcards.stream().anyMatch(text -> text.contains(reason)));
    }

    private static boolean says(String line, String wildcard) {
        return wildcard.equals("*") ? EVERYTHING.matcher(line).find() : line.contains(wildcard);
    }

    /// Whether there is a comment in the statement up to that line, or on the line above the statement.
    private static boolean isExplained(List<String> lines, int line) {
        int start = line;
        while (!lines.get(start).strip().startsWith("- ")) {
            start--;
        }
        return lines.get(start - 1).strip().startsWith("#")
                || lines.subList(start, line + 1).stream().anyMatch(part -> part.contains(" #"));
    }

    /// Actions and resources with a star, of every statement of every policy.
    private static Stream<String> wildcards(Object value) {
        return switch (value) {
            case Map<?, ?> statement
            when statement.containsKey("Effect") ->
                Stream.of("Action", "NotAction", "Resource", "NotResource")
                        .flatMap(part -> texts(statement.get(part)))
                        .filter(text -> text.contains("*"))
                        .map(text -> text.replaceFirst("^![A-Za-z]+ ", ""));
            case Map<?, ?> fields -> fields.values().stream().flatMap(PermissionsTest::wildcards);
            case Collection<?> items -> items.stream().flatMap(PermissionsTest::wildcards);
            case null, default -> Stream.empty();
        };
    }

    private static List<Map<String, Object>> statements(String function) {
        List<Map<String, Object>> statements = new ArrayList<>();
        for (Object policy : items(FUNCTIONS.get(function).get("Policies"))) {
            assertThat(map(policy)).as("a policy of " + function).containsOnlyKeys("Statement");
            items(map(policy).get("Statement")).forEach(one -> statements.add(map(one)));
        }
        return statements;
    }

    private static Stream<Object> propertiesOfItsCustomResources(String function) {
        return map(TEMPLATE.root().get("Resources")).values().stream()
                .map(resource -> map(map(resource).get("Properties")))
                .filter(properties -> ("!GetAtt " + function + ".Arn").equals(properties.get("ServiceToken")))
                .map(properties -> properties.entrySet().stream()
                        .filter(property -> !property.getKey().equals("ServiceToken"))
                        .map(Map.Entry::getValue)
                        .toList());
    }

    /// The resources that are referred to and that IAM guards.
    private static Set<String> guarded(Stream<?> values) {
        Set<String> types = Set.of(
                "AWS::SQS::Queue",
                "AWS::DynamoDB::Table",
                "AWS::SecretsManager::Secret",
                "AWS::Serverless::Function",
                "AWS::SNS::Topic");
        return values.flatMap(PermissionsTest::texts)
                .flatMap(text -> REFERENCE.matcher(text).results())
                .map(reference -> reference.group(1) == null ? reference.group(2) : reference.group(1))
                .filter(name -> types.contains(String.valueOf(
                        map(map(TEMPLATE.root().get("Resources")).get(name)).get("Type"))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> texts(Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case Map<?, ?> fields -> fields.values().stream().flatMap(PermissionsTest::texts);
            case Collection<?> items -> items.stream().flatMap(PermissionsTest::texts);
            default -> Stream.of(value.toString());
        };
    }

    private static Collection<?> items(Object value) {
        return value == null ? List.of() : (Collection<?>) value;
    }
}
