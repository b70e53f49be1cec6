package tidings.house;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;
import static tidings.house.TemplateText.named;
import static tidings.house.TemplateText.number;

/// Rules for what a deployment does with the template: its order, its versions, its custom resources.
class DeploymentRulesTest {
    private static final Pattern PROFILE_NUMBER = Pattern.compile("!FindInMap \\[Profiles, !Ref Profile, \\w+]");
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Map<String, Map<String, Object>> FUNCTIONS = TEMPLATE.ofType("AWS::Serverless::Function");
    private static final Set<String> PARAMETERS =
            map(TEMPLATE.root().get("Parameters")).keySet();

    /// CloudFormation changes nothing that depends on what failed.
    @Test
    void functionsThatReadTheDatabaseAreDeployedAfterItsMigrations() {
        Set<String> readers = FUNCTIONS.keySet().stream()
                .filter(id -> TEMPLATE.variables(id).containsKey("DATABASE_HOST"))
                .filter(id -> !id.equals("SchemaFunction"))
                .collect(Collectors.toSet());

        assertThat(readers)
                .isNotEmpty()
                .allSatisfy(id -> assertThat(TEMPLATE.dependsOn(id)).contains("Migrations"));
        assertThat(TEMPLATE.ofType("Custom::Migrations").get("Migrations"))
                .as("a new migration is a new version of the layer")
                .containsValue("!Ref StoreLayer");
    }

    /// A schedule starts with its function, and an alarm would ring while the proxy cannot log in yet.
    @Test
    void theScheduleStartsOnceTheProxyHasItsTarget() {
        assertThat(FUNCTIONS.get("SchedulerFunction").toString()).contains("!Ref DatabaseProxyTargets");
    }

    /// A token is tried before the sender can read it.
    @Test
    void theTokenIsCheckedBeforeItIsStored() {
        assertThat(TEMPLATE.dependsOn("BotTokenSecret")).contains("Registration");
    }

    /// The function answers before Lambda ends it, and CloudFormation waits no hour for one that never does.
    @Test
    void cloudFormationWaitsForACustomResourceLongerThanItsFunctionRuns() {
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
    void theVersionDescriptionNamesEveryParameterThatChangesTheFunction(String id) {
        Map<String, Object> function = FUNCTIONS.get(id);
        Set<String> changing = TEMPLATE.variables(id).values().stream()
                .map(Object::toString)
                .flatMap(DeploymentRulesTest::withoutCondition)
                .map(value -> value.startsWith("!If ") ? value : value.replaceFirst("^!Ref (\\w+)$", "\\${$1}"))
                .filter(value -> value.startsWith("!If ")
                        || value.matches("!Ref \\w+\\.Version")
                        || PARAMETERS.contains(value.replaceAll("[${}]", "")))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!changing.contains("${Profile}")) {
            changing.add(function.get("MemorySize").toString());
            PROFILE_NUMBER
                    .matcher(TEMPLATE.variables(id).values().toString())
                    .results()
                    .forEach(number -> changing.add(number.group()));
        }
        String description = function.get("VersionDescription").toString();

        assertThat(function).containsEntry("AutoPublishAliasAllProperties", "true");
        assertThat(changing).allSatisfy(value -> assertThat(description).contains(value));
        assertThat(Pattern.compile("\\$\\{\\w+}|!If |!FindInMap |!Ref \\w+\\.Version")
                        .matcher(description)
                        .results())
                .as("nothing else, in %s: a name of its own counts with what it stands for", description)
                .hasSize(changing.size()
                        + (int) changing.stream()
                                .filter(value -> value.startsWith("!"))
                                .count());
    }

    @Test
    void everyLayerPublishesNewVersionsOfItsFunctions() {
        assertThat(TEMPLATE.ofType("AWS::Serverless::LayerVersion"))
                .isNotEmpty()
                .allSatisfy((id, layer) -> assertThat(layer).containsEntry("PublishLambdaVersion", "true"));
    }

    /// SAM names it after its logical id, which is the same in the next stack of the account.
    @Test
    void everyScheduleIsNamedByCloudFormation() {
        assertThat(TEMPLATE.events("ScheduleV2"))
                .isNotEmpty()
                .allSatisfy(schedule -> assertThat(schedule).containsEntry("OmitName", "true"));
    }

    /// What a stack keeps that was never made would be in the way of the next try.
    @Test
    void nothingIsRetainedOfAStackWhoseCreationFailed() {
        assertThat(map(TEMPLATE.root().get("Resources")).values())
                .noneMatch(resource -> "Retain".equals(map(resource).get("DeletionPolicy")));
    }

    /// https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
    @Test
    void codeDeployMayInvokeItsHookAndTheHookEveryNewVersion() {
        Map<String, Object> hook = FUNCTIONS.get("RolloutFunction");

        assertThat(hook.get("FunctionName").toString()).startsWith("!Sub CodeDeployHook_");
        assertThat(number(hook.get("Timeout")))
                .as("a minute for each of two calls, and time to report")
                .isGreaterThan(2 * 60 + 10);
        assertThat(versioned()).doesNotContain("RolloutFunction");
        assertThat(hook.get("Policies").toString())
                .as("a policy that changes with each version may be too late for its trial")
                .doesNotContain(".Version");
    }

    /// The answer goes to S3, which has no endpoint in the VPC.
    @Test
    void functionsOfCustomResourcesAreOutsideTheVpc() {
        assertThat(Stream.of("Custom::Migrations", "Custom::Registration")
                        .map(TEMPLATE::ofType)
                        .flatMap(resources -> resources.values().stream())
                        .map(resource -> named(resource.get("ServiceToken"))))
                .hasSize(2)
                .allSatisfy(id -> assertThat(FUNCTIONS.get(id)).doesNotContainKey("VpcConfig"));
    }

    /// Whether there is a cache or an application of Reddit is one parameter, and what is told of it then is as it is
    /// without the condition.
    private static Stream<String> withoutCondition(String value) {
        Matcher conditional = Pattern.compile("!If \\[(HasCache|HasRedditApplication), (.*), [^,]+]")
                .matcher(value);
        return conditional.matches()
                ? Stream.of(
                        conditional.group(1).equals("HasCache") ? "!Ref UseCache" : "!Ref RedditMode",
                        conditional.group(2))
                : Stream.of(value);
    }

    static Stream<String> versioned() {
        Map<String, Object> resources = map(TEMPLATE.root().get("Resources"));
        return FUNCTIONS.keySet().stream()
                .filter(id -> !String.valueOf(map(resources.get(id)).get("IgnoreGlobals"))
                        .contains("AutoPublishAlias"));
    }
}
