package tidings.house;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Env;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;

/// What the template keeps to.
class TemplateRulesTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Map<String, Map<String, Object>> FUNCTIONS = TEMPLATE.ofType("AWS::Serverless::Function");
    private static final Map<String, Map<String, Object>> QUEUES = TEMPLATE.ofType("AWS::SQS::Queue");
    private static final Set<String> PARAMETERS =
            map(TEMPLATE.root().get("Parameters")).keySet();

    static Stream<String> functions() {
        return FUNCTIONS.keySet().stream();
    }

    static Stream<String> queues() {
        return QUEUES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionIsNamedByItsRoleAlone(String id) {
        String role = id.replaceFirst("Function$", "");
        String module = TEMPLATE.module(id);
        long sharing = FUNCTIONS.keySet().stream()
                .filter(other -> TEMPLATE.module(other).equals(module))
                .count();

        assertThat(FUNCTIONS.get(id))
                .containsEntry("CodeUri", "functions/" + module + "/target/" + module + ".zip")
                .containsEntry("Handler", "tidings." + module + "." + role + "Handler");
        if (sharing == 1) {
            assertThat(module).isEqualTo(role.toLowerCase(Locale.ROOT));
        }
    }

    /// CloudFormation changes nothing that depends on what failed.
    @Test
    void whateverReadsTheDatabaseIsDeployedAfterItsMigrations() {
        Set<String> readers = FUNCTIONS.keySet().stream()
                .filter(id -> variables(id).containsKey("DATABASE_HOST"))
                .filter(id -> !id.equals("SchemaFunction"))
                .collect(Collectors.toSet());

        assertThat(readers)
                .isNotEmpty()
                .allSatisfy(id -> assertThat(TEMPLATE.dependsOn(id)).contains("Migrations"));
        assertThat(TEMPLATE.ofType("Custom::Migrations").get("Migrations"))
                .as("a new migration is a new version of the layer")
                .containsValue("!Ref StoreLayer");
    }

    /// A token is tried before the sender can read it.
    @Test
    void noTokenIsKeptThatTelegramDoesNotKnow() {
        assertThat(TEMPLATE.dependsOn("BotTokenSecret")).contains("Registration");
    }

    /// The function answers before Lambda ends it, and CloudFormation waits no hour for one that never does.
    @Test
    void aCustomResourceIsWaitedForLongerThanItsFunctionMayTake() {
        for (String type : List.of("Custom::Migrations", "Custom::Registration")) {
            assertThat(TEMPLATE.ofType(type)).isNotEmpty().allSatisfy((id, properties) -> {
                String function = named(properties.get("ServiceToken"));
                assertThat(number(properties.get("ServiceTimeout")))
                        .isBetween(number(FUNCTIONS.get(function).get("Timeout")) + 1, 1_000);
            });
        }
        assertThat(number(FUNCTIONS.get("MigrationsFunction").get("Timeout")))
                .as("hears how the schema's function ended, and has time to tell")
                .isGreaterThan(number(FUNCTIONS.get("SchemaFunction").get("Timeout")) + 15);
    }

    /// SAM publishes a version when the text of a function or of its layers changes, and CloudFormation when the
    /// version's description does. A description that changes alone fails the deployment: Lambda has that version
    /// already.
    /// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
    @ParameterizedTest
    @MethodSource("versioned")
    void aVersionIsDescribedByWhatChangesItWithoutTheText(String id) {
        Map<String, Object> function = FUNCTIONS.get(id);
        Set<String> changing = variables(id).values().stream()
                .map(Object::toString)
                .map(value -> value.startsWith("!If ") ? value : value.replaceFirst("^!Ref (.+)$", "\\${$1}"))
                .filter(value -> value.startsWith("!If ") || PARAMETERS.contains(value.replaceAll("[${}]", "")))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!changing.contains("${Profile}")) {
            changing.add(function.get("MemorySize").toString());
        }
        String description = function.get("VersionDescription").toString();

        assertThat(function).containsEntry("AutoPublishAliasAllProperties", "true");
        assertThat(changing).allSatisfy(value -> assertThat(description).contains(value));
        assertThat(Pattern.compile("\\$\\{\\w+}|!If |!FindInMap ")
                        .matcher(description)
                        .results())
                .as("nothing else, in %s: a name of its own counts with what it stands for", description)
                .hasSize(changing.size()
                        + (int) changing.stream()
                                .filter(value -> value.startsWith("!"))
                                .count());
    }

    @Test
    void everyLayerPublishesVersionsOfTheFunctionsThatStandOnIt() {
        assertThat(TEMPLATE.ofType("AWS::Serverless::LayerVersion"))
                .isNotEmpty()
                .allSatisfy((id, layer) -> assertThat(layer).containsEntry("PublishLambdaVersion", "true"));
    }

    /// SAM names it after its logical id, which is the same in the next stack of the account.
    @Test
    void everyScheduleLeavesItsNameToCloudFormation() {
        assertThat(events("ScheduleV2"))
                .isNotEmpty()
                .allSatisfy(schedule -> assertThat(schedule).containsEntry("OmitName", "true"));
    }

    /// What a stack keeps that was never made would be in the way of the next try.
    @Test
    void nothingIsKeptOfAStackThatWasNotMade() {
        assertThat(map(TEMPLATE.root().get("Resources")).values())
                .noneMatch(resource -> "Retain".equals(map(resource).get("DeletionPolicy")));
    }

    /// https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
    @Test
    void codeDeployMayCallItsHookWhichIsTheFunctionItselfAndMayCallWhateverIsNew() {
        Map<String, Object> hook = FUNCTIONS.get("RolloutFunction");

        assertThat(hook.get("FunctionName").toString()).startsWith("!Sub CodeDeployHook_");
        assertThat(versioned()).doesNotContain("RolloutFunction");
        assertThat(hook.get("Policies").toString())
                .as("a policy that changes with each version may be too late for its trial")
                .doesNotContain(".Version");
    }

    /// The answer goes to S3, which has no endpoint in the VPC.
    @Test
    void whoAnswersCloudFormationIsOutsideTheVpc() {
        assertThat(Stream.of("Custom::Migrations", "Custom::Registration")
                        .map(TEMPLATE::ofType)
                        .flatMap(resources -> resources.values().stream())
                        .map(resource -> named(resource.get("ServiceToken"))))
                .hasSize(2)
                .allSatisfy(id -> assertThat(FUNCTIONS.get(id)).doesNotContainKey("VpcConfig"));
    }

    /// https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
    @Test
    void aTriggerIsOneThatLambdaTakes() {
        Map<String, Object> profiles = map(map(TEMPLATE.root().get("Mappings")).get("Profiles"));
        assertThat(profiles.values())
                .allSatisfy(profile -> map(profile).forEach((column, value) -> {
                    if (column.endsWith("Concurrency")) {
                        assertThat(number(value)).as(column).isBetween(2, 1_000);
                    }
                }));
        assertThat(events("SQS")).isNotEmpty().allSatisfy(trigger -> {
            if (QUEUES.get(named(trigger.get("Queue"))).containsKey("FifoQueue")) {
                assertThat(trigger).as("a FIFO queue's trigger").doesNotContainKey("MaximumBatchingWindowInSeconds");
            }
        });
    }

    static Stream<String> versioned() {
        Map<String, Object> resources = map(TEMPLATE.root().get("Resources"));
        return FUNCTIONS.keySet().stream()
                .filter(id -> !String.valueOf(map(resources.get(id)).get("IgnoreGlobals"))
                        .contains("AutoPublishAlias"));
    }

    private static List<Map<String, Object>> events(String type) {
        return FUNCTIONS.values().stream()
                .flatMap(function -> map(function.get("Events")).values().stream())
                .filter(event -> type.equals(map(event).get("Type")))
                .map(event -> map(map(event).get("Properties")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyHandlerExists(String id) throws ReflectiveOperationException {
        Class<?> handler = Class.forName((String) FUNCTIONS.get(id).get("Handler"));

        assertThat(RequestHandler.class).isAssignableFrom(handler);
        assertThat(handler.getConstructor()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionHasALogGroupThatForgets(String id) {
        String logGroup = ((String) map(FUNCTIONS.get(id).get("LoggingConfig")).get("LogGroup")).replace("!Ref ", "");

        assertThat(TEMPLATE.ofType("AWS::Logs::LogGroup").get(logGroup)).containsKey("RetentionInDays");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionIsGivenTheEnvironmentThatItReads(String id) throws ReflectiveOperationException {
        String handler = (String) FUNCTIONS.get(id).get("Handler");
        Method from = Class.forName(handler.replaceFirst("Handler$", "Config")).getDeclaredMethod("from", Env.class);
        from.setAccessible(true);
        Set<String> read = new TreeSet<>();

        from.invoke(null, Env.of(name -> {
            read.add(name);
            return example(name);
        }));

        assertThat(read.stream().filter(name -> !name.startsWith("AWS_")))
                .containsExactlyInAnyOrderElementsOf(variables(id).keySet());
    }

    private static Map<String, Object> variables(String id) {
        return map(map(FUNCTIONS.get(id).get("Environment")).get("Variables"));
    }

    @ParameterizedTest
    @MethodSource("queues")
    void everyQueueHasDeadLettersOrHoldsThem(String id) {
        Set<String> deadLetterQueues = QUEUES.values().stream()
                .map(queue -> named(map(queue.get("RedrivePolicy")).get("deadLetterTargetArn")))
                .collect(Collectors.toSet());

        assertThat(QUEUES.get(id).containsKey("RedrivePolicy")).isNotEqualTo(deadLetterQueues.contains(id));
    }

    /// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    @Test
    void aMessageStaysHiddenSixTimesAsLongAsItsFunctionMayTake() {
        FUNCTIONS.forEach((id, function) -> map(function.get("Events")).values().stream()
                .filter(event -> "SQS".equals(map(event).get("Type")))
                .forEach(event -> {
                    String queueId = named(map(map(event).get("Properties")).get("Queue"));
                    assertThat(number(QUEUES.get(queueId).get("VisibilityTimeout")))
                            .as(id + " and " + queueId)
                            .isGreaterThanOrEqualTo(6 * number(function.get("Timeout")));
                }));
    }

    /// A person is told at the scraper's last attempt, so it has to know which one is the last.
    @Test
    void theScraperKnowsHowOftenItIsTried() throws ReflectiveOperationException {
        Field attempts = Class.forName("tidings.scraper.Scraper").getDeclaredField("ATTEMPTS");
        attempts.setAccessible(true);

        assertThat(number(map(QUEUES.get("ScrapeQueue").get("RedrivePolicy")).get("maxReceiveCount")))
                .isEqualTo(attempts.getInt(null));
    }

    /// The resource whose ARN this is.
    private static String named(Object arn) {
        return String.valueOf(arn).replace("!GetAtt ", "").replace(".Arn", "");
    }

    private static int number(Object text) {
        return Integer.parseInt(text.toString());
    }

    private static String example(String name) {
        if (name.endsWith("_URL")) {
            return "https://example.org/queue";
        }
        return switch (name) {
            case "DATABASE_PORT" -> "5432";
            case "OPERATORS_CHAT" -> "4711";
            case "CACHE_PORT" -> "6379";
            case "CACHE_MODE" -> "serverless";
            case "PROFILE" -> "testing";
            case "REDDIT_MODE" -> "oauth";
            case "REDDIT_USER_AGENT" -> "java:tidings:1.0.0 (by /u/nobody)";
            default -> "example";
        };
    }
}
