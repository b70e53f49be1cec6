package tidings.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;

/// `.github/role.yaml`, the role that the pipeline deploys by, beside what it deploys.
class DeployerTest {
    private static final Path ROLE = Project.root().resolve(".github/role.yaml");
    private static final Map<String, Object> RESOURCES =
            map(TemplateText.read().root().get("Resources"));

    /// What SAM makes of its own resources and properties, by the service of IAM.
    private static final Map<String, String> OF_SAM =
            Map.of("Function", "lambda", "LayerVersion", "lambda", "HttpApi", "apigateway");

    private static final Map<String, String> OF_A_FUNCTIONS_PROPERTIES =
            Map.of("ScheduleV2", "scheduler", "DeploymentPreference", "codedeploy");

    private static Set<String> servicesOfTheTemplate() {
        Set<String> services = new TreeSet<>();
        RESOURCES.values().forEach(resource -> {
            String[] type = map(resource).get("Type").toString().split("::");
            if (type[1].equals("Serverless")) {
                services.add(OF_SAM.get(type[2]));
                OF_A_FUNCTIONS_PROPERTIES.forEach((property, service) -> {
                    if (resource.toString().contains(property)) {
                        services.add(service);
                    }
                });
            } else if (type[0].equals("AWS")) {
                services.add(type[1].toLowerCase(Locale.ROOT));
            }
        });
        return services;
    }

    private static Map<String, Object> role(String id) throws IOException {
        Map<String, Object> resources = map(TemplateText.read(ROLE).root().get("Resources"));
        return map(map(resources.get(id)).get("Properties"));
    }

    private static Map<String, Object> statement(String sid) throws IOException {
        Object policy = ((List<?>) role("Role").get("Policies")).getFirst();
        return ((List<?>) map(map(policy).get("PolicyDocument")).get("Statement"))
                .stream()
                        .map(TemplateText::map)
                        .filter(statement -> statement.get("Sid").equals(sid))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void theRoleMayUseExactlyTheServicesOfTheStack() throws IOException {
        Set<String> services = servicesOfTheTemplate();
        services.remove("iam");
        services.remove("cloudformation");
        services.remove("budgets"); // on the stack's budget alone

        assertThat((Collection<?>) statement("WhatTheStackIsMadeOf").get("Action"))
                .map(action -> action.toString().replace(":*", ""))
                .containsExactlyInAnyOrderElementsOf(services);
    }

    @Test
    void theRoleMayChangeOnlyTheBudgetOfTheStack() throws IOException {
        Map<String, Object> budget = TemplateText.read()
                .ofType("AWS::Budgets::Budget")
                .values()
                .iterator()
                .next();

        assertThat(map(budget.get("Budget"))).containsEntry("BudgetName", "!Ref AWS::StackName");
        assertThat(statement("TheStacksBudget").get("Resource").toString()).endsWith(":budget/${DeployedStack}");
    }

    @Test
    void theRoleMayChangeOnlyTheIamRolesOfTheStack() throws IOException {
        assertThat(statement("TheStacksRolesAlone").get("Action")).isEqualTo("iam:*");
        assertThat(statement("TheStacksRolesAlone").get("Resource").toString()).contains(":role/${DeployedStack}-*");
        assertThat(Files.readString(ROLE)).containsOnlyOnce("iam:*");
    }

    @Test
    void eachRoleTrustsOneEnvironmentOfTheWorkflow() throws IOException {
        String workflow = Files.readString(Project.root().resolve(".github/workflows/deploy.yml"));

        assertThat(Pattern.compile("environment: (\\S+)")
                        .matcher(workflow)
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(environment -> environment.matches("(staging|prod)(-review)?"));
        assertThat(subjects("Role"))
                .containsExactly(
                        "repo:${Owner}@${OwnerId}/${Name}@${RepositoryId}:environment:${Environment}",
                        "repo:${Repository}:environment:${Environment}");
        assertThat(subjects("ReviewRole"))
                .containsExactly(
                        "repo:${Owner}@${OwnerId}/${Name}@${RepositoryId}:environment:${Environment}-review",
                        "repo:${Repository}:environment:${Environment}-review");
    }

    /// For repositories with and without ids in the subject of their tokens.
    private static List<String> subjects(String role) throws IOException {
        String trust = role(role).get("AssumeRolePolicyDocument").toString();
        assertThat(trust).doesNotContain("StringLike", "*");
        return Pattern.compile("repo:[^],\\s]+")
                .matcher(trust)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"owner/name, true", "some-owner/a.name_1, true", "owner@1/name@2, false", "owner, false", "o/n/m, false"
    })
    void aRepositoryIsNamedAsInItsUrl(String repository, boolean accepted) throws IOException {
        Map<String, Object> parameters = map(TemplateText.read(ROLE).root().get("Parameters"));

        assertThat(repository.matches((String) map(parameters.get("Repository")).get("AllowedPattern")))
                .isEqualTo(accepted);
    }

    @Test
    void whoeverReviewsOnlyMakesAndReadsChangeSets() throws IOException {
        assertThat(Pattern.compile("[a-z0-9]+:[A-Z][A-Za-z]+\\*?|[a-z0-9]+:\\*(?=[,\\]])")
                        .matcher(role("ReviewRole").get("Policies").toString())
                        .results()
                        .map(MatchResult::group)
                        .filter(action -> !action.startsWith("aws:")))
                .isNotEmpty()
                .allMatch(action -> action.matches(
                        "cloudformation:(CreateChangeSet|DeleteChangeSet|ValidateTemplate|(Describe|Get|List).*)"
                                + "|s3:(Get.*|PutObject|ListBucket)"));
    }

    @Test
    void theRoleTouchesNothingThatIsTaggedWithAnotherEnvironment() throws IOException {
        Map<String, Object> deny = statement("NothingOfOtherEnvironments");

        assertThat(deny)
                .containsEntry("Effect", "Deny")
                .containsEntry("Action", "*")
                .containsEntry("Resource", "*");
        assertThat(deny.get("Condition").toString())
                .contains("StringNotEquals={aws:ResourceTag/environment=!Ref Environment}")
                .contains("Null={aws:ResourceTag/environment=false}");
        String settings = Files.readString(Project.root().resolve("samconfig.toml"));
        for (String environment : List.of("dev", "staging", "prod")) {
            assertThat(settings).contains("tags = \"project=tidings environment=" + environment + "\"");
        }
    }
}
