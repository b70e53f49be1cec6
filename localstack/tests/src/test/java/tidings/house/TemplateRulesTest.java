package tidings.house;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Env;
import tidings.chats.ChatItem;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;
import static tidings.house.TemplateText.named;
import static tidings.house.TemplateText.number;

/// Rules for functions and queues of the template.
class TemplateRulesTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Map<String, Map<String, Object>> FUNCTIONS = TEMPLATE.ofType("AWS::Serverless::Function");
    private static final Map<String, Map<String, Object>> QUEUES = TEMPLATE.ofType("AWS::SQS::Queue");

    static Stream<String> functions() {
        return FUNCTIONS.keySet().stream();
    }

    static Stream<String> queues() {
        return QUEUES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionIsNamedAfterItsRole(String id) {
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

    /// What is kept of a chat is under its id, by which all of it is erased; the other tables have nothing of
    /// chats.
    @Test
    void everyTableWithItemsOfChatsIsErasedByTheirKey() {
        Map<String, String> keys = TEMPLATE.ofType("AWS::DynamoDB::Table").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        table -> ((List<?>) table.getValue().get("KeySchema"))
                                .stream()
                                        .map(key ->
                                                map(key).get("AttributeName").toString())
                                        .collect(Collectors.joining(" "))));

        assertThat(keys)
                .as("a new table is keyed by chat and item, or has nothing of chats and is named here")
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("ChatsTable", "chat item", "SourcesTable", "source", "TunablesTable", "kind name"));
        assertThat(ChatItem.values())
                .filteredOn(item -> item.kept().isEmpty())
                .as("the items that are exported; the others say why not")
                .containsExactly(ChatItem.SETTINGS);
    }

    /// https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
    @Test
    void everyTriggerIsWithinLambdasLimits() {
        Map<String, Object> profiles = map(map(TEMPLATE.root().get("Mappings")).get("Profiles"));
        assertThat(profiles.values())
                .allSatisfy(profile -> map(profile).forEach((column, value) -> {
                    if (column.endsWith("Concurrency")) {
                        assertThat(number(value)).as(column).isBetween(2, 1_000);
                    }
                }));
        assertThat(TEMPLATE.events("SQS")).isNotEmpty().allSatisfy(trigger -> {
            if (QUEUES.get(named(trigger.get("Queue"))).containsKey("FifoQueue")) {
                assertThat(trigger).as("a FIFO queue's trigger").doesNotContainKey("MaximumBatchingWindowInSeconds");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyHandlerExists(String id) throws ReflectiveOperationException {
        Class<?> handler = Class.forName((String) FUNCTIONS.get(id).get("Handler"));

        assertThat(handler)
                .matches(type -> Stream.of(RequestHandler.class, RequestStreamHandler.class)
                        .anyMatch(entry -> entry.isAssignableFrom(type)));
        assertThat(handler.getConstructor()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyLogGroupHasARetention(String id) {
        String logGroup = ((String) map(FUNCTIONS.get(id).get("LoggingConfig")).get("LogGroup")).replace("!Ref ", "");

        assertThat(TEMPLATE.ofType("AWS::Logs::LogGroup").get(logGroup)).containsKey("RetentionInDays");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionHasExactlyTheEnvironmentThatItReads(String id) throws ReflectiveOperationException {
        String handler = (String) FUNCTIONS.get(id).get("Handler");
        Method from = Class.forName(handler.replaceFirst("Handler$", "Config")).getDeclaredMethod("from", Env.class);
        from.setAccessible(true);
        Set<String> read = new TreeSet<>();

        from.invoke(null, Env.of(name -> {
            read.add(name);
            return example(name);
        }));

        assertThat(read.stream().filter(name -> !name.startsWith("AWS_")))
                .containsExactlyInAnyOrderElementsOf(TEMPLATE.variables(id).keySet().stream()
                        .filter(name -> !name.equals("JAVA_TOOL_OPTIONS")) // for the JVM
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("queues")
    void everyQueueHasADeadLetterQueueOrIsOne(String id) {
        Set<String> deadLetterQueues = QUEUES.values().stream()
                .map(queue -> named(map(queue.get("RedrivePolicy")).get("deadLetterTargetArn")))
                .collect(Collectors.toSet());

        assertThat(QUEUES.get(id).containsKey("RedrivePolicy")).isNotEqualTo(deadLetterQueues.contains(id));
    }

    /// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
    @Test
    void theVisibilityTimeoutIsSixTimesTheTimeoutOfTheFunction() {
        FUNCTIONS.forEach((id, function) -> map(function.get("Events")).values().stream()
                .filter(event -> "SQS".equals(map(event).get("Type")))
                .forEach(event -> {
                    String queueId = named(map(map(event).get("Properties")).get("Queue"));
                    assertThat(number(QUEUES.get(queueId).get("VisibilityTimeout")))
                            .as(id + " and " + queueId)
                            .isGreaterThanOrEqualTo(6 * number(function.get("Timeout")));
                }));
    }

    /// Functions dead-letter what fails. Whatever else a message is received for, be it a thousand times, neither the
    /// queue's patience nor its memory may end before.
    @Test
    void noMessageIsLostByWaiting() {
        assertThat(QUEUES.values())
                .filteredOn(queue -> queue.containsKey("RedrivePolicy"))
                .isNotEmpty()
                .allSatisfy(queue -> {
                    int receives = number(map(queue.get("RedrivePolicy")).get("maxReceiveCount"));
                    assertThat(receives).isEqualTo(1_000);
                    assertThat(number(queue.get("MessageRetentionPeriod")))
                            .isGreaterThanOrEqualTo(receives * number(queue.get("VisibilityTimeout")));
                });
    }

    /// Dead letters hold what their queue holds. Only those of these queues, which have no posts, may wait longer for
    /// somebody to look at them.
    @Test
    void postsAmongTheDeadLettersAreGoneWithinTwoDays() {
        Set<String> withoutPosts = Set.of("UpdatesQueue", "ScrapeQueue", "RefreshQueue", "AlarmsQueue");

        assertThat(QUEUES.entrySet())
                .filteredOn(queue -> queue.getValue().containsKey("RedrivePolicy"))
                .filteredOn(queue -> !withoutPosts.contains(queue.getKey()))
                .hasSizeGreaterThan(2)
                .allSatisfy(queue -> {
                    Object arn = map(queue.getValue().get("RedrivePolicy")).get("deadLetterTargetArn");
                    assertThat(number(QUEUES.get(named(arn)).get("MessageRetentionPeriod")))
                            .isLessThanOrEqualTo(2 * 24 * 3_600);
                });
    }

    private static String example(String name) {
        if (name.endsWith("_URL")) {
            return "https://example.org/queue";
        }
        return switch (name) {
            case "DATABASE_PORT" -> "5432";
            case "RETENTION_HOURS" -> "48";
            case "BACKUP_DAYS" -> "7";
            case "OPERATORS_CHAT" -> "4711";
            case "CACHE_PORT" -> "6379";
            case "MEASURED_FUNCTIONS" -> "bot=tidings-bot,sender=tidings-sender";
            case "FUNCTION_SIZES" -> "bot=tidings-bot 1769,sender=tidings-sender 512";
            case "MEASURED_QUEUES" -> "posts=tidings-posts tidings-posts-dead 120";
            case "CACHE_MODE" -> "serverless";
            case "PROFILE" -> "testing";
            case "REDDIT_MODE" -> "oauth";
            case "REDDIT_USER_AGENT" -> "java:tidings:1.0.0 (by /u/nobody)";
            default -> "example";
        };
    }
}
