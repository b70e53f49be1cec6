package tidings.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tidings.aws.Json;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;

/// What the workflows, the settings of `sam` and the judge of changes keep to.
class PipelineTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Path PROJECT = Project.root();
    private static final Pattern ACTION = Pattern.compile("uses: (?!\\./)(.*)");
    private static final Pattern PINNED = Pattern.compile("[\\w-]+(/[\\w-]+)+@[0-9a-f]{40} # v[0-9.]+");
    private static final Pattern SECTION = Pattern.compile("(?m)^\\[(\\w+)\\.deploy\\.parameters]$");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve(".github/workflows"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedToACommitWithItsVersion(Path workflow) throws IOException {
        assertThat(ACTION.matcher(Files.readString(workflow)).results().map(action -> action.group(1)))
                .allSatisfy(action -> assertThat(action).matches(PINNED));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aJobMayReadAndAtMostGetAnIdentityToken(Path workflow) throws IOException {
        Map<String, Object> root = read(workflow);

        assertThat(map(root.get("permissions"))).isEqualTo(Map.of("contents", "read"));
        map(root.get("jobs")).forEach((name, job) -> {
            Map<String, Object> permissions = map(map(job).get("permissions"));
            boolean entersAws = job.toString().contains("configure-aws-credentials");
            assertThat(permissions)
                    .as(name)
                    .isEqualTo(entersAws ? Map.of("contents", "read", "id-token", "write") : Map.of());
            assertThat(map(job).containsKey("environment"))
                    .as(name + " has an environment")
                    .isEqualTo(entersAws);
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void noWorkflowUsesASecret(Path workflow) throws IOException {
        assertThat(Files.readString(workflow)).doesNotContain("secrets.");
    }

    /// Without being told so, `upload-artifact` leaves out what begins with a dot, and the judge of changes with it.
    @Test
    void theDeploymentScriptsAreUploadedWithTheirHiddenFolder() throws IOException {
        String verify = Files.readString(PROJECT.resolve(".github/workflows/verify.yml"));

        assertThat(verify).contains(".github/*.py", "include-hidden-files: true");
    }

    @Test
    void actionlintFindsNothing() throws IOException, InterruptedException {
        Path actionlint = Tool.required("actionlint");
        String[] files = workflows().map(Path::toString).toArray(String[]::new);

        assertThat(Tool.run(actionlint, files)).isEqualTo(new Tool.Run(0, ""));
    }

    @Test
    void samSettingsHaveNoSecretAndAskBeforeTheyChangeProd() throws IOException {
        String settings = Files.readString(PROJECT.resolve("samconfig.toml"));
        Set<String> secret = map(TEMPLATE.root().get("Parameters")).entrySet().stream()
                .filter(parameter -> "true".equals(map(parameter.getValue()).get("NoEcho")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(SECTION.matcher(settings).results().map(section -> section.group(1)))
                .containsExactly("dev", "staging", "prod");
        assertThat(secret).isNotEmpty().noneMatch(settings::contains);
        assertThat(settings.substring(settings.indexOf("[prod.deploy"))).contains("confirm_changeset = true");
    }

    @Test
    void everyProfileInTheSettingsExists() throws IOException {
        String settings = Files.readString(PROJECT.resolve("samconfig.toml"));

        assertThat(Pattern.compile("Profile=([\\w-]+)")
                        .matcher(settings)
                        .results()
                        .map(named -> named.group(1)))
                .hasSize(3)
                .isSubsetOf(map(map(TEMPLATE.root().get("Mappings")).get("Profiles"))
                        .keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Remove -", "Modify True", "Modify Conditional"})
    void aResourceWithDataIsNeitherDeletedNorReplaced(String change, @TempDir Path folder) throws Exception {
        Set<String> types = typesWithData();
        List<String> parts = Arrays.asList(change.split(" "));

        assertThat(types).contains("AWS::RDS::DBInstance", "AWS::DynamoDB::Table", "AWS::SQS::Queue");
        for (String type : types) {
            Tool.Run run = judge(folder, type, parts.getFirst(), parts.getLast());
            assertThat(run.status()).as(run.output()).isEqualTo(1);
            assertThat(run.output()).contains("refused: It (" + type + ")");
            assertThat(judge(folder, type, parts.getFirst(), parts.getLast(), "--allow", "It")
                            .status())
                    .isZero();
        }
    }

    @Test
    void aResourceWithoutDataMayGoAndAnyMayChangeInPlace(@TempDir Path folder) throws Exception {
        assertThat(judge(folder, "AWS::Lambda::Function", "Remove", "-").status())
                .isZero();
        assertThat(judge(folder, "AWS::Lambda::Version", "Modify", "True").status())
                .isZero();
        assertThat(judge(folder, "AWS::RDS::DBInstance", "Modify", "False").status())
                .isZero();
        assertThat(judge(folder, "AWS::DynamoDB::Table", "Add", "-").status()).isZero();
    }

    /// What the template keeps when it goes, and what a person would miss: messages under way, and secrets.
    private static Set<String> typesWithData() {
        Set<String> types = new TreeSet<>(Set.of("AWS::SQS::Queue", "AWS::SecretsManager::Secret"));
        map(TEMPLATE.root().get("Resources")).values().stream()
                .map(TemplateText::map)
                .filter(resource -> Set.of("RetainExceptOnCreate", "Snapshot")
                        .contains(String.valueOf(resource.get("DeletionPolicy"))))
                .forEach(resource -> types.add((String) resource.get("Type")));
        return types;
    }

    /// As CloudFormation describes a change set.
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceChange.html
    private static Tool.Run judge(Path folder, String type, String action, String replacement, String... options)
            throws IOException, InterruptedException {
        Path python = Tool.required("python3");
        ObjectNode change = Json.mapper().createObjectNode();
        ObjectNode resource = change.putObject("ResourceChange")
                .put("LogicalResourceId", "It")
                .put("ResourceType", type)
                .put("Action", action);
        if (!replacement.equals("-")) {
            resource.put("Replacement", replacement);
            ArrayNode details = resource.putArray("Details");
            details.addObject()
                    .putObject("Target")
                    .put("Attribute", "Properties")
                    .put("Name", "Size");
            details.addObject().putObject("Target").put("Attribute", "Tags");
        }
        ObjectNode described = Json.mapper().createObjectNode();
        described.putArray("Changes").add(change);
        Path file = Files.writeString(folder.resolve("change-set.json"), described.toString());
        return Tool.run(
                python,
                Stream.concat(Stream.of(".github/changes.py", "judge", file.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }

    private static Map<String, Object> read(Path workflow) throws IOException {
        Object root = new Load(
                        LoadSettings.builder().setLabel(workflow.toString()).build())
                .loadFromString(Files.readString(workflow));
        return map(root);
    }
}
