package tidings.localstack.template;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TemplateTest {
    private static final LocalEndpoints ENDPOINTS = new LocalEndpoints(
            URI.create("http://127.0.0.1:1"),
            URI.create("http://127.0.0.1:2"),
            URI.create("http://127.0.0.1:3"),
            InetSocketAddress.createUnresolved("127.0.0.1", 4),
            InetSocketAddress.createUnresolved("127.0.0.1", 5),
            Map.of("WebFunction", URI.create("http://127.0.0.1:6/"), "Api", URI.create("http://127.0.0.1:7/")));

    private static final Path SAMPLE = Path.of("src/test/resources/tidings/localstack/sample.yaml");

    @TempDir
    private Path folder;

    @Test
    void readsFunctionsWithTheirGlobals() {
        StackModel.Function web = sample(Map.of()).function("WebFunction");

        assertThat(web.memoryMegabytes()).isEqualTo(256);
        assertThat(web.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(web.environment()).containsEntry("STAGE", "dev").containsEntry("GREETING", "hello from us-east-1");
        assertThat(web.layers())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("layer.zip");
        assertThat(sample(Map.of()).function("SnapFunction").initialization())
                .isEqualTo(StackModel.Initialization.SNAP_START);
    }

    @Test
    void readsTriggers() {
        assertThat(sample(Map.of()).queueTriggers())
                .anySatisfy(trigger -> {
                    assertThat(trigger.queue()).isEqualTo("Orders");
                    assertThat(trigger.failures()).isEqualTo(StackModel.Failures.REPORTED_ITEMS);
                    assertThat(trigger.maximumConcurrency()).hasValue(3);
                })
                .anySatisfy(trigger -> {
                    assertThat(trigger.queue()).isEqualTo("Bulk");
                    assertThat(trigger.failures()).isEqualTo(StackModel.Failures.WHOLE_BATCH);
                    assertThat(trigger.batchingWindow()).isEqualTo(Duration.ofSeconds(1));
                });
        assertThat(sample(Map.of()).schedules())
                .extracting(StackModel.Schedule::function)
                .containsOnly("TickFunction");
    }

    @Test
    void conditionsDecideWhichResourcesAndOutputsExist() {
        assertThat(sample(Map.of()).queues()).extracting(StackModel.Queue::id).doesNotContain("OnlyProd");
        assertThat(sample(Map.of()).outputs()).containsOnlyKeys("WebhookUrl");

        StackModel prod = sample(Map.of("Stage", "prod"));
        assertThat(prod.queues()).extracting(StackModel.Queue::id).contains("OnlyProd");
        assertThat(prod.function("WebFunction").environment()).containsEntry("ONLY_PROD", "yes");
        assertThat(prod.function("WebFunction").memoryMegabytes()).isEqualTo(1024);
    }

    @Test
    void referencesBecomeLocal() {
        Map<String, String> environment =
                sample(Map.of()).function("WebFunction").environment();

        assertThat(environment)
                .containsEntry("ORDERS_URL", "http://127.0.0.1:1/000000000000/tidings-orders.fifo")
                .containsEntry("ORDERS_ARN", "arn:aws:sqs:us-east-1:000000000000:tidings-orders.fifo")
                .containsEntry("ORDERS_NAME", "tidings-orders.fifo")
                .containsEntry("DATABASE_HOST", "127.0.0.1")
                .containsEntry("DATABASE_PORT", "4")
                .containsEntry("OWN_URL", "http://127.0.0.1:6/")
                .containsEntry("ZONE", "us-east-1b");
    }

    @Test
    void customResourcesKnowTheirFunctionAndWhatComesBeforeThem() {
        assertThat(sample(Map.of()).customResources())
                .satisfiesExactlyInAnyOrder(
                        first -> {
                            assertThat(first.id()).isEqualTo("First");
                            assertThat(first.function()).isEqualTo("MakerFunction");
                            assertThat(first.patience()).isEqualTo(Duration.ofSeconds(30));
                            assertThat(first.dependsOn()).isEmpty();
                        },
                        second -> {
                            assertThat(second.patience()).isEqualTo(Duration.ofHours(1));
                            assertThat(second.dependsOn()).containsExactly("First");
                        });
    }

    @Test
    void aFunctionThatIgnoresGlobalsGoesWithoutThem() {
        assertThat(sample(Map.of()).function("MakerFunction").environment()).isEmpty();
        assertThat(sample(Map.of()).function("SnapFunction").environment()).containsKey("STAGE");
    }

    @Test
    void distinguishesFunctionsWithAnEventSourceFromThoseThatAreOnlyCalled() {
        StackModel model = sample(Map.of());

        assertThat(model.functions().stream().filter(function -> !model.isWoken(function)))
                .extracting(StackModel.Function::id)
                .containsExactlyInAnyOrder("SnapFunction", "MakerFunction");
    }

    @Test
    void aDatabaseThatManagesItsPasswordHasASecret() {
        assertThat(sample(Map.of()).secrets()).anySatisfy(secret -> {
            assertThat(secret.id()).isEqualTo("Db.MasterUserSecret");
            assertThat(secret.generated().orElseThrow().template()).contains("{\"username\":\"keeper\"}");
        });
    }

    @Test
    void keepsAlarmsAsTheyAre() {
        assertThat(sample(Map.of()).others()).extracting(StackModel.Raw::id).contains("DeadLettersAlarm");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Q: {Type: 'AWS::SQS::Queue', Properties: {Colour: red}}           | template.yaml:2 | Colour | VisibilityTimeout
            Q: {Type: 'AWS::SQS::Queues'}                                     | template.yaml:2 | AWS::SQS::Queues | AWS::SQS::Queue
            Q: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !Cidr [a]}}  | template.yaml:2 | Fn::Cidr | Fn::FindInMap
            Q: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !Ref Nope}}  | template.yaml:2 | Nope | neither a parameter nor a resource
            Q: {Type: 'AWS::SQS::Queue', Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Q.Size, maxReceiveCount: 3}}} | template.yaml:2 | Size | QueueName
            Q: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !Ref Q}}     | template.yaml:2 | depends on itself | name
            Q: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !Sub '${AWS::Planet}'}} | template.yaml:2 | AWS::Planet | AWS::Region
            Q: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !ImportValue x}} | template.yaml:2 | Fn::ImportValue | known are
            Q: {Type: 'AWS::SQS::Queue', Condition: Maybe}                    | template.yaml:2 | Maybe | no condition
            Q: {Type: 'AWS::SQS::Queue', Propertys: {}}                       | template.yaml:2 | Propertys | Properties
            Q: {Type: 'AWS::SQS::Queue', Properties: {QueueName: }}           | template.yaml:2 | empty value | leave the key out
            Q: {Type: 'Custom::Q', Properties: {ServiceToken: 'arn:x'}}       | template.yaml:2 | arn:x | nothing that this template declares
            Q: {Type: 'AWS::SQS::Queue', Type: x}                             | template.yaml:2 | Type | twice
            Q: {Type: 'AWS::SQS::Queue', Properties: {RedrivePolicy: {deadLetterTargetArn: 'arn:x', maxReceiveCount: 3}}} | template.yaml:2 | arn:x | nothing that this template declares
            F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: a, Handler: b, Runtime: python3}} | template.yaml:2 | python3 | java25
            F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: a, Handler: b, Timeout: soon}} | template.yaml:2 | soon | whole number
            F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: a, Runtime: java25}} | template.yaml:2 | Handler | needs
            F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: a, Handler: b, Events: {E: {Type: Kinesis, Properties: {}}}}} | template.yaml:2 | Kinesis | known are HttpApi
            F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: a, Handler: b, FunctionUrlConfig: {AuthType: AWS_IAM}}} | template.yaml:2 | AWS_IAM | NONE
            F: {Type: 'AWS::Serverless::Function', Properties: {CodeUri: a, Handler: b, FunctionUrlConfig: {AuthType: NONE, Speed: 1}}} | template.yaml:2 | FunctionUrlConfig.Speed | InvokeMode
            Q: [                                                              | template.yaml: | not YAML | expected
            """)
    void anythingUnsupportedIsReportedWithItsLineAndTheAlternatives(
            String resource, String place, String name, String known) throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), "Resources:\n  " + resource.strip() + "\n");

        assertThatThrownBy(() -> Template.read(template, Map.of()).resolve(ENDPOINTS))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(place.strip())
                .hasMessageContaining(name.strip())
                .hasMessageContaining(known.strip());
    }

    @Test
    void parameterValuesAreCheckedAsCloudFormationDoes() {
        assertThatThrownBy(() -> sample(Map.of("Stage", "moon")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("parameter Stage must be one of [dev, prod]");
        assertThatThrownBy(() -> sample(Map.of("Greeting", "HELLO"))).hasMessageContaining("must match [a-z]+");
        assertThatThrownBy(() -> sample(Map.of("Greeting", "aaaaaaaaaaaaaa"))).hasMessageContaining("longer than 10");
        assertThatThrownBy(() -> sample(Map.of("Planet", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no parameter [Planet]")
                .hasMessageContaining("Stage");
        assertThatThrownBy(() -> Template.read(SAMPLE, Map.of()))
                .hasMessageContaining("parameter RecordFolder needs a value");
    }

    @ParameterizedTest
    @CsvSource({"large, '', false", "huge, '', false", "large, someone, true", "small, '', true"})
    void aRuleRefusesParametersInItsOwnWords(String size, String watcher, boolean isAccepted) throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), """
                Parameters:
                  Size: {Type: String}
                  Watcher: {Type: String}
                Rules:
                  Watched:
                    RuleCondition: !And [{"Fn::Contains": [[large, huge], !Ref Size]}, !Or [!Equals [a, b], !Equals [a, a]]]
                    Assertions:
                      - {Assert: !Not [!Equals [!Ref Watcher, ""]], AssertDescription: Somebody has to watch it.}
                Resources: {}
                """);
        Map<String, String> given = Map.of("Size", size, "Watcher", watcher);

        if (isAccepted) {
            assertThat(Template.read(template, given).front()).isEmpty();
        } else {
            assertThatThrownBy(() -> Template.read(template, given))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("Somebody has to watch it.");
        }
    }

    @Test
    void redriveAndTimeToLiveAreRead() {
        StackModel model = sample(Map.of());

        assertThat(model.queue("Orders").redrive())
                .contains(
                        new StackModel.Redrive(model.queue("OrdersDeadLetters").arn(), 2));
        assertThat(model.tables().getFirst().timeToLive()).isEqualTo(Optional.of("expires"));
        assertThat(model.database()).contains(new StackModel.Database("feeds", "keeper"));
    }

    private static StackModel sample(Map<String, String> parameters) {
        Map<String, String> given = new HashMap<>(parameters);
        given.put("RecordFolder", "/records");
        return Template.read(SAMPLE, given).resolve(ENDPOINTS);
    }
}
