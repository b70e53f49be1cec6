package tidings.loadtest;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.aws.LoggedId;
import tidings.localstack.Tidings;
import tidings.localstack.stack.Stack;
import tidings.localstack.template.StackModel;
import tidings.settings.Profile;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

/// A look into the stack of this machine. What cannot be read at the moment, because a fault is on, is left out.
final class Inside {
    private static final String DEAD = "DeadLetterQueue";
    private static final List<QueueAttributeName> TO_HANDLE =
            List.of(APPROXIMATE_NUMBER_OF_MESSAGES, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

    /// Gathers messages for five minutes, for which nobody waits.
    private static final String GATHERED = "ActivityQueue";

    /// A group gets twenty messages a minute, as Telegram wants, however many are for it.
    private static final String PACED = "DeliveriesQueue";

    private final Tidings tidings;
    private final Stack stack;
    private final Processes processes = new Processes();

    Inside(Tidings tidings) {
        this.tidings = tidings;
        this.stack = tidings.stack();
    }

    Map<String, Double> read() {
        Map<String, Double> now = new LinkedHashMap<>();
        double oldest = 0;
        for (StackModel.Queue queue : living()) {
            OptionalDouble age = stack.cloudWatch()
                    .latest("AWS/SQS", "ApproximateAgeOfOldestMessage", Map.of("QueueName", queue.name()));
            now.put("age of " + queue.id() + " s", age.orElse(0));
            oldest = Math.max(oldest, age.orElse(0));
        }
        now.put("oldest message s", oldest);
        now.putAll(Processes.average(stack.model().functions().stream()
                .flatMap(function -> stack.environments(function.id()).stream())
                .toList()));
        query("select count(*) from pg_stat_activity where datname is not null").ifPresent(count -> {
            now.put("connections", count);
            now.put("connections an environment", count / Math.max(1, now.get("environments")));
        });
        now.putAll(processes.read());
        return now;
    }

    /// Transactions of the database so far; empty while it is away.
    OptionalDouble transactions() {
        return query("select sum(xact_commit + xact_rollback) from pg_stat_database");
    }

    double redditRequests() {
        return tidings.reddit().orElseThrow().requests();
    }

    /// Fetches that nobody asked for.
    double refreshes(Instant since) {
        return stack.cloudWatch()
                .sum(
                        "AWS/SQS",
                        "NumberOfMessagesDeleted",
                        Map.of("QueueName", stack.model().queue("RefreshQueue").name()),
                        since);
    }

    /// How many messages a second may be sent to Telegram.
    int sendsPerSecond() {
        String profile = stack.model().function("SenderFunction").environment().get("PROFILE");
        return Profile.all().get(profile).sendsPerSecond();
    }

    /// Whether Telegram has handed over every update, and no queue but those of dead letters has a message to
    /// handle. What is to come later, such as the end of a wait, does not count, nor do deliveries.
    boolean isQuiet() {
        return tidings.telegram().orElseThrow().pendingUpdates() == 0
                && living().stream().filter(queue -> !queue.id().equals(PACED)).allMatch(queue -> messages(queue) == 0);
    }

    /// What the functions log in place of a chat's id.
    String logged(long chat) {
        return stack.model().functions().stream()
                .flatMap(function -> Stream.ofNullable(function.environment().get("LOG_KEY")))
                .findFirst()
                .map(key -> new LoggedId(key).hash(chat))
                .orElseThrow();
    }

    /// Takes all messages out of the dead-letter queues.
    List<String> deadLetters() {
        return stack.model().queues().stream()
                .filter(queue -> queue.id().endsWith(DEAD))
                .flatMap(queue -> Stream.generate(() -> taken(queue)).takeWhile(some -> !some.isEmpty()))
                .flatMap(List::stream)
                .toList();
    }

    private List<String> taken(StackModel.Queue queue) {
        SqsClient sqs = stack.queues().client();
        List<Message> some = sqs.receiveMessage(request ->
                        request.queueUrl(queue.url()).maxNumberOfMessages(10).waitTimeSeconds(0))
                .messages();
        some.forEach(message ->
                sqs.deleteMessage(request -> request.queueUrl(queue.url()).receiptHandle(message.receiptHandle())));
        return some.stream().map(Message::body).toList();
    }

    /// Peak memory of each function's processes in MB.
    Map<String, Double> memory() {
        Map<String, Double> memory = new LinkedHashMap<>();
        for (StackModel.Function function : stack.model().functions()) {
            stack.environments(function.id()).stream()
                    .mapToDouble(Processes::memory)
                    .max()
                    .ifPresent(most -> memory.put("memory of " + function.id() + " MB", most));
        }
        return memory;
    }

    private List<StackModel.Queue> living() {
        return stack.model().queues().stream()
                .filter(queue -> !queue.id().endsWith(DEAD) && !queue.id().equals(GATHERED))
                .toList();
    }

    private int messages(StackModel.Queue queue) {
        Map<QueueAttributeName, String> attributes = stack.queues().attributes(queue);
        return TO_HANDLE.stream()
                .mapToInt(name -> Integer.parseInt(attributes.get(name)))
                .sum();
    }

    private OptionalDouble query(String sql) {
        try (Connection connection = stack.database().superuser("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return OptionalDouble.of(row.getDouble(1));
        } catch (SQLException _) {
            return OptionalDouble.empty(); // a fault has taken it away
        }
    }
}
