package tidings.house;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tidings.localstack.http.LoopbackPort;
import tidings.testing.External;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// `.github/changes.py` with the real `sam` and `aws` and the zips as they are built, where all of it is there. moto
/// plays the part of AWS: it makes change sets of the template as it stands, without SAM's part of it, so the whole
/// of it cannot be executed there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesTest {
    private Path python;
    private Path aws;
    private Process moto;
    private Map<String, String> environment;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        python = Tool.required("python3");
        aws = Tool.required("aws");
        Tool.required("sam");
        External.require("zips", areBuilt());
        for (Path server : Tool.installed("moto_server")) {
            if (plays(server)) {
                return;
            }
            stop();
        }
        External.require("moto", false);
    }

    /// Starts it; whether it makes a stack, the one in which `sam` keeps what it uploads.
    private boolean plays(Path server) throws IOException, InterruptedException {
        int port = LoopbackPort.free();
        moto = new ProcessBuilder(server.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // moto reads uploaded templates from addresses with this name alone.
        environment = Map.of(
                "AWS_ENDPOINT_URL",
                "http://localhost:" + port,
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local");
        await("moto").atMost(Duration.ofSeconds(60)).until(() -> answers(port) || !moto.isAlive());
        return run(
                                "create-stack",
                                "--stack-name",
                                "aws-sam-cli-managed-default",
                                "--tags",
                                "Key=ManagedStackSource,Value=AwsSamCli",
                                "--template-body",
                                """
                                {"Resources": {"SamCliSourceBucket": {"Type": "AWS::S3::Bucket"}},
                                 "Outputs": {"SourceBucket": {"Value": {"Ref": "SamCliSourceBucket"}}}}""")
                        .status()
                == 0;
    }

    @AfterAll
    void stop() {
        if (moto != null) {
            moto.destroy();
        }
    }

    @Test
    void aNewChangeSetIsListedAndItsArnPrintedLast() throws Exception {
        Tool.Run made = changes("make", "staging");

        assertThat(made.status()).as(made.output()).isZero();
        assertThat(made.output())
                .contains("Add      AWS::RDS::DBInstance", "Add      AWS::Serverless::Function")
                .doesNotContain("refused");
        assertThat(made.output().lines().toList().getLast()).matches("arn:aws:cloudformation:us-east-1:.*changeSet/.*");
    }

    @Test
    void aChangeSetThatDeletesAQueueIsRefusedAndRemoved() throws Exception {
        cloudFormation(
                "create-stack",
                "--stack-name",
                "tidings-prod",
                "--parameters",
                "ParameterKey=BotToken,ParameterValue=123456:" + "A".repeat(30),
                "--template-body",
                """
                {"AWSTemplateFormatVersion": "2010-09-09", "Parameters": {"BotToken": {"Type": "String"}},
                 "Resources": {"FormerQueue": {"Type": "AWS::SQS::Queue"}}}""");

        Tool.Run refused = changes("make", "prod");

        assertThat(refused.status()).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains("refused: FormerQueue (AWS::SQS::Queue) would be deleted with its data");
        // moto lists those of every stack.
        assertThat(cloudFormation(
                        "list-change-sets",
                        "--stack-name",
                        "tidings-prod",
                        "--query",
                        "Summaries[?StackName=='tidings-prod']",
                        "--output",
                        "text"))
                .isBlank();
        assertThat(changes("make", "prod", "--allow", "FormerQueue").status()).isZero();
    }

    /// A stack that reads Reddit without an application needs none.
    @Test
    void theSecretOfARedditApplicationMayGoAndNoOther() throws Exception {
        Tool.Run judged = Tool.run(python, "-c", """
                import sys
                sys.path.insert(0, ".github")
                import changes
                def removed(name):
                    return {"ResourceChange": {"Action": "Remove", "LogicalResourceId": name,
                            "ResourceType": "AWS::SecretsManager::Secret"}}
                objections = changes.judge({"Changes": [removed("RedditSecret"), removed("LogKey")]}, [])
                print(objections)""");

        assertThat(judged.output().strip())
                .endsWith("['LogKey (AWS::SecretsManager::Secret) would be deleted with its data']");
    }

    @Test
    void anAcceptedChangeSetIsExecuted() throws Exception {
        String made = cloudFormation(
                "create-change-set",
                "--stack-name",
                "small",
                "--change-set-name",
                "first",
                "--change-set-type",
                "CREATE",
                "--query",
                "Id",
                "--output",
                "text",
                "--template-body",
                """
                {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}""");

        Tool.Run executed = changes("execute", made.strip());

        assertThat(executed.status()).as(executed.output()).isZero();
        assertThat(executed.output()).startsWith("done: arn:aws:cloudformation:us-east-1:");
    }

    @Test
    void theAddressesOfAStackAreItsOutputsThatAreUrls() throws Exception {
        cloudFormation("create-stack", "--stack-name", "told", "--template-body", """
                {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}},
                 "Outputs": {"ApiUrl": {"Value": "https://api.example.org"}, "Name": {"Value": "tidings"}}}""");

        assertThat(changes(Map.of("AWS_DEFAULT_REGION", "us-east-1"), "addresses", "told")
                        .output())
                .isEqualTo("{\"ApiUrl\": \"https://api.example.org\"}\n");
    }

    @Test
    void nothingIsExecutedIfNothingChanges() throws Exception {
        assertThat(changes("execute", "nothing would change")).isEqualTo(new Tool.Run(0, "nothing to execute\n"));
    }

    /// Without what CloudFormation cancelled because of it, and what failed at other times.
    @Test
    void aFailedDeploymentIsExplainedInCloudFormationsWords() throws Exception {
        Tool.Run told = Tool.run(python, "-c", """
                import sys
                sys.path.insert(0, ".github")
                import changes
                def event(name, token, reason):
                    return {"LogicalResourceId": name, "ClientRequestToken": token, "ResourceStatus": "CREATE_FAILED",
                            "ResourceStatusReason": reason}
                events = [event("Cache", "now", "Resource creation cancelled"),
                          event("Registration", "now", "Telegram does not know this bot token"),
                          event("Registration", "before", "Telegram did not answer")]
                print(changes.why_it_failed(events, "now"))""");

        assertThat(told.output().strip()).isEqualTo("['failed: Registration: Telegram does not know this bot token']");
    }

    private Tool.Run changes(String... arguments) throws IOException, InterruptedException {
        return changes(Map.of(), arguments);
    }

    private Tool.Run changes(Map<String, String> more, String... arguments) throws IOException, InterruptedException {
        return Tool.run(
                Stream.of(environment, more)
                        .flatMap(part -> part.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                python,
                Stream.concat(Stream.of(".github/changes.py"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private String cloudFormation(String... arguments) throws IOException, InterruptedException {
        Tool.Run run = run(arguments);
        assertThat(run.status()).as(run.output()).isZero();
        return run.output();
    }

    private Tool.Run run(String... arguments) throws IOException, InterruptedException {
        return Tool.run(
                environment,
                aws,
                Stream.concat(Stream.of("--region", "us-east-1", "cloudformation"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean areBuilt() {
        TemplateText template = TemplateText.read();
        return Stream.of("AWS::Serverless::Function", "AWS::Serverless::LayerVersion")
                .flatMap(type -> template.ofType(type).values().stream())
                .flatMap(part -> Stream.of("CodeUri", "ContentUri").map(part::get))
                .filter(zip -> zip != null)
                .allMatch(zip -> Files.exists(Project.root().resolve(zip.toString())));
    }
}
