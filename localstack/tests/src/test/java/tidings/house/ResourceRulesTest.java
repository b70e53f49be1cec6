package tidings.house;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;
import static tidings.house.TemplateText.number;

/// Rules for each resource of a kind, whichever there are: where it is, who reaches it, and what it costs unseen.
class ResourceRulesTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Map<String, Map<String, Object>> FUNCTIONS = TEMPLATE.ofType("AWS::Serverless::Function");
    private static final Pattern ZONE = Pattern.compile("!If \\[IsNorthVirginia, use1-az[1-24-6], !Ref AWS::NoValue]");

    /// The ids of zones are the same in each account. The third of Northern Virginia has neither database proxies nor
    /// serverless caches.
    @Test
    void everySubnetIsInAZoneThatHasEveryService() {
        Map<String, Map<String, Object>> subnets = TEMPLATE.ofType("AWS::EC2::Subnet");

        assertThat(subnets.values()).hasSizeGreaterThan(1).allSatisfy(subnet -> {
            assertThat(subnet.get("AvailabilityZoneId").toString()).matches(ZONE);
            assertThat(subnet.get("AvailabilityZone").toString())
                    .startsWith("!If [IsNorthVirginia, !Ref AWS::NoValue, ");
        });
        assertThat(subnets.values().stream().map(subnet -> subnet.get("AvailabilityZoneId")))
                .doesNotHaveDuplicates();
    }

    /// CloudFormation would upgrade what it restores, or fail where that is newer.
    @Test
    void aRestoredDatabaseKeepsItsVersion() {
        assertThat(TEMPLATE.ofType("AWS::RDS::DBInstance").values())
                .isNotEmpty()
                .allSatisfy(database -> assertThat(database.get("EngineVersion").toString())
                        .startsWith("!If [IsRestored, !Ref AWS::NoValue, "));
    }

    /// Schedules invoke asynchronously, so Lambda tries a failed call twice more, and keeps one that was throttled for
    /// hours.
    @Test
    void whatAScheduleInvokesIsNotInvokedOnceMore() {
        List<Map<String, Object>> scheduled = FUNCTIONS.values().stream()
                .filter(function -> map(function.get("Events")).values().stream()
                        .anyMatch(event -> map(event).get("Type").toString().startsWith("Schedule")))
                .toList();

        assertThat(scheduled).isNotEmpty().allSatisfy(function -> {
            Map<String, Object> invoked = map(function.get("EventInvokeConfig"));
            assertThat(number(invoked.getOrDefault("MaximumRetryAttempts", 2))).isZero();
            assertThat(number(invoked.getOrDefault("MaximumEventAgeInSeconds", 21_600)))
                    .isLessThanOrEqualTo(300);
        });
    }

    /// Lambda drops a snapshot after two weeks without a call, and then fails the first one. A schedule or people call
    /// every other function sooner.
    @Test
    void whatOnlyAlarmsWakeHasNoSnapshot() {
        List<String> ofAlarms = TEMPLATE.ofType("AWS::SNS::Subscription").values().stream()
                .map(subscription -> TemplateText.named(subscription.get("Endpoint")))
                .toList();
        List<String> woken = FUNCTIONS.entrySet().stream()
                .filter(function -> map(function.getValue().get("Events")).values().stream()
                        .map(event -> map(map(event).get("Properties")).get("Queue"))
                        .anyMatch(queue -> ofAlarms.contains(TemplateText.named(queue))))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(woken)
                .isNotEmpty()
                .allSatisfy(function -> assertThat(
                                map(map(TEMPLATE.root().get("Resources")).get(function))
                                        .get("IgnoreGlobals"))
                        .asString()
                        .contains("SnapStart"));
    }

    /// Nobody waits for ten percent of a few people.
    @Test
    void onlyLargeProfilesShiftTrafficStepByStep() {
        assertThat(FUNCTIONS.values())
                .filteredOn(function -> function.containsKey("DeploymentPreference"))
                .isNotEmpty()
                .allSatisfy(function -> assertThat(
                                map(function.get("DeploymentPreference")).get("Type"))
                        .asString()
                        .matches("!If \\[IsLarge, \\w+, AllAtOnce]"));
    }

    /// Else whoever finds its URL uses up what all functions of the account may run at once.
    @Test
    void aFunctionThatAnybodyMayCallHasALimitOfItsOwn() {
        assertThat(FUNCTIONS.values())
                .filteredOn(function -> function.containsKey("FunctionUrlConfig"))
                .isNotEmpty()
                .allSatisfy(function -> assertThat(function).containsKey("ReservedConcurrentExecutions"));
    }

    @Test
    void nobodyMayLogInToAnotherDatabase() {
        List<Map<String, Object>> logins = statements()
                .filter(statement -> statement.get("Action").toString().contains("rds-db:"))
                .toList();

        assertThat(logins)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.get("Resource").toString())
                        .contains("dbuser:${")
                        .doesNotContain("*"));
    }

    @Test
    void everyEndpointServesThisAccountAlone() {
        assertThat(TEMPLATE.ofType("AWS::EC2::VPCEndpoint").values())
                .isNotEmpty()
                .allSatisfy(endpoint -> assertThat(
                                map(endpoint.get("PolicyDocument")).get("Statement"))
                        .asString()
                        .contains("aws:ResourceAccount=!Ref AWS::AccountId"));
    }

    /// Tables, queues, topics and secrets are encrypted with the services' own keys, which cost nothing; a key of KMS
    /// costs for each request.
    @Test
    void nothingIsEncryptedWithAKeyThatIsPaidFor() {
        assertThat(map(TEMPLATE.root().get("Resources")).values())
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(map(map(resource).get("Properties")))
                        .doesNotContainKeys("SSESpecification", "KmsMasterKeyId", "KmsKeyId", "KmsKeyArn"));
    }

    /// Of functions and of roles.
    private static Stream<Map<String, Object>> statements() {
        Stream<Object> ofFunctions = FUNCTIONS.values().stream()
                .flatMap(function -> list(function.get("Policies")))
                .flatMap(policy -> list(map(policy).get("Statement")));
        Stream<Object> ofRoles = TEMPLATE.ofType("AWS::IAM::Role").values().stream()
                .flatMap(role -> list(role.get("Policies")))
                .flatMap(policy -> list(map(map(policy).get("PolicyDocument")).get("Statement")));
        return Stream.concat(ofFunctions, ofRoles).map(TemplateText::map);
    }

    private static Stream<Object> list(Object value) {
        return Optional.ofNullable(value).stream().flatMap(some -> ((List<?>) some).stream());
    }
}
