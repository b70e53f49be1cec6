package tidings.endtoend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.localstack.Tidings;
import tidings.localstack.cost.Counts;
import tidings.localstack.template.StackModel;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What an update causes, for the table of costs: ten people each ask for three communities and turn a page, look at
/// topics and a text, and ask for help; one of twenty updates is for a feed that has to be fetched. With
/// `-Dcosts=write` the file of counts is written anew; otherwise it is compared, except for times.
@ExtendWith(SharedTidings.class)
class CountsIT {
    private static final Path FILE =
            Project.root().resolve("localstack/tools/cost/src/main/resources/tidings/localstack/cost/counted.yaml");
    private static final List<String> KNOWN = List.of("java", "python", "cooking");
    private static final List<String> FRESH = List.of("hiking", "space", "movies", "gardening", "photography");
    private static final int PEOPLE = 10;

    /// Times are those of functions that have served for a while.
    private static final int MANY = 30;

    private static final Percentage SIMILAR = Percentage.withPercentage(50);
    private static final double MORE = 1.5;

    /// What fewer of the updates cause is chance.
    private static final double RARE = 0.02;

    /// Alarms of a new stack tell that all is well; no update causes that.
    private static final String NOT_COUNTED = "Alarms";

    /// What changes while somebody is answered.
    private static final List<String> ANSWERING =
            List.of("calls WebhookFunction", "calls SenderFunction", "messages UpdatesQueue", "messages OutboxQueue");

    private final Tidings tidings;

    CountsIT(Tidings tidings) {
        this.tidings = tidings;
    }

    @Test
    void theTableOfCostsKnowsWhatAnUpdateCauses() throws IOException {
        boolean writes = "write".equals(System.getProperty("costs"));
        talk(people(writes ? MANY : 2, "Warm"), _ -> KNOWN.getFirst());
        Map<String, Double> before = quietTotals(Instant.EPOCH);
        Instant warm = Instant.now();

        talk(people(PEOPLE, "Person"), i -> FRESH.get(i % FRESH.size()) + (i < FRESH.size() ? " month" : " week"));
        Counts counts = counts(before, quietTotals(warm));

        if (writes) {
            Files.writeString(FILE, counts.yaml());
            return;
        }
        System.out.print(counts.yaml());
        Counts counted = Counts.read();
        assertThat(counts.cacheCommands()).isCloseTo(counted.cacheCommands(), SIMILAR);
        assertThat(counts.functions().keySet()).isEqualTo(counted.functions().keySet());
        counted.functions().forEach((function, work) -> {
            Counts.Work now = counts.functions().get(function);
            double log = now.calls() * now.logKilobytes();
            double known = work.calls() * work.logKilobytes();
            if (isCollecting(function)) { // and tells of what others follow, too
                assertThat(now.calls()).as("calls of " + function).isBetween(0.0, MORE * work.calls());
                assertThat(log).as("log of " + function).isBetween(0.0, 2 * known);
            } else {
                assertThat(now.calls()).as("calls of " + function).isCloseTo(work.calls(), SIMILAR);
                assertThat(log).as("log of " + function).isCloseTo(known, SIMILAR);
            }
        });
        counted.messages()
                .forEach((queue, of) -> assertThat(counts.messages().get(queue).sent())
                        .as("messages of " + queue)
                        .isCloseTo(of.sent(), SIMILAR));
    }

    /// The faster people ask, the fewer calls get what came meanwhile.
    private boolean isCollecting(String function) {
        return collecting().anyMatch(trigger -> trigger.function().equals(function));
    }

    private boolean isCollected(StackModel.Queue queue) {
        return collecting().anyMatch(trigger -> trigger.queue().equals(queue.id()));
    }

    private Stream<StackModel.QueueTrigger> collecting() {
        return tidings.stack().model().queueTriggers().stream()
                .filter(trigger -> trigger.batchingWindow().isPositive());
    }

    /// A call that serves several messages, or part of a feed, has more to tell, and is rare.
    @Test
    void anUpdateLogsNoMoreThanTwoAndAHalfKilobytesAndACallForEachNoMoreThanOne() {
        Counts known = Counts.read();
        assertThat(known.functions().values())
                .filteredOn(work -> work.calls() > 0.5)
                .isNotEmpty()
                .allSatisfy(work -> assertThat(work.logKilobytes()).isLessThanOrEqualTo(1.0));
        assertThat(known.functions().values().stream()
                        .mapToDouble(work -> work.calls() * work.logKilobytes())
                        .sum())
                .isLessThanOrEqualTo(2.5);
        assertThat(known.updates()).isPositive();
    }

    /// One after another, and in turns: in a chat of its own nobody waits for what Telegram allows it in a second.
    private static void talk(List<Chat> people, IntFunction<String> fresh) {
        KNOWN.forEach(community -> people.forEach(chat -> chat.ask("/top " + community)));
        people.forEach(chat -> chat.press("Next ▶", message -> message.text().contains("6–10 of")));
        for (String text : List.of(
                "/topics",
                "/topic programming",
                "/classify a walk in the hills",
                "/help",
                "/top " + KNOWN.getFirst())) {
            people.forEach(chat -> chat.ask(text));
        }
        for (int i = 0; i < people.size(); i++) {
            people.get(i).ask("/top " + fresh.apply(i));
        }
    }

    private List<Chat> people(int count, String name) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Chat(tidings.telegram().orElseThrow().person(name + " " + i)))
                .toList();
    }

    /// Until nobody waits: Telegram has no update left, and no queue a message but those that it delays, which
    /// look a minute later whether an answer is still missing, and those that are collected. Updates of earlier
    /// tests, which Telegram repeats, must not count.
    private void awaitQuiet() {
        await("nothing is under way").atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            assertThat(tidings.telegram().orElseThrow().pendingUpdates()).isZero();
            assertThat(tidings.stack().model().queues())
                    .filteredOn(queue -> !queue.id().endsWith("DeadLetterQueue") && !isCollected(queue))
                    .allSatisfy(
                            queue -> assertThat(waiting(queue)).as(queue.id()).isZero());
        });
    }

    private int waiting(StackModel.Queue queue) {
        Map<QueueAttributeName, String> attributes = tidings.stack().queues().attributes(queue);
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    /// @param since calls took their times that count
    private Map<String, Double> totals(Instant since) throws IOException {
        Map<String, Double> totals = new HashMap<>();
        for (StackModel.Function function : tidings.stack().model().functions()) {
            totals.put(
                    "calls " + function.id(),
                    sum("AWS/Lambda", "Invocations", Map.of("FunctionName", function.name())));
            totals.put(
                    "millis " + function.id(),
                    median("AWS/Lambda", "Duration", Map.of("FunctionName", function.name()), since));
            Path log = tidings.stack().log(function.id());
            totals.put("log " + function.id(), Files.exists(log) ? logged(log) : 0);
        }
        for (StackModel.Queue queue : tidings.stack().model().queues()) {
            totals.put(
                    "messages " + queue.id(),
                    sum("AWS/SQS", "NumberOfMessagesSent", Map.of("QueueName", queue.name())));
            totals.put(
                    "millis " + queue.id(),
                    median("Local", "MillisAMessage", Map.of("QueueName", queue.name()), since));
        }
        totals.put("commands", commands());
        return totals;
    }

    /// When nothing is under way and CloudWatch has learned of the last call and message.
    private Map<String, Double> quietTotals(Instant since) throws IOException {
        awaitQuiet();
        List<List<Double>> seen = new ArrayList<>();
        await("nothing more is counted")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    tidings.stack().cloudWatch().look();
                    Map<String, Double> totals = totals(since);
                    seen.add(ANSWERING.stream().map(totals::get).toList());
                    return seen.size() > 1 && seen.getLast().equals(seen.get(seen.size() - 2));
                });
        return totals(since);
    }

    private static Counts counts(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> caused = new HashMap<>();
        after.forEach((what, total) -> caused.put(what, total - before.get(what)));
        double updates = PEOPLE * 10;
        Map<String, Counts.Work> functions = new HashMap<>();
        Map<String, Counts.Messages> messages = new HashMap<>();
        caused.forEach((what, count) -> {
            String id = what.replaceFirst(".* ", "");
            if (id.startsWith(NOT_COUNTED) || count <= RARE * updates) {
                return;
            }
            if (what.startsWith("calls ")) {
                functions.put(
                        id,
                        new Counts.Work(
                                count / updates, after.get("millis " + id), caused.get("log " + id) / count / 1000));
            } else if (what.startsWith("messages ")) {
                messages.put(id, new Counts.Messages(count / updates, after.get("millis " + id)));
            }
        });
        return new Counts((int) updates, caused.get("commands") / updates, functions, messages);
    }

    /// Also of the minute that has not ended.
    private double sum(String namespace, String name, Map<String, String> dimensions) {
        return tidings.stack().cloudWatch().sum(namespace, name, dimensions, Instant.EPOCH);
    }

    /// 0 before the first value.
    private double median(String namespace, String name, Map<String, String> dimensions, Instant since) {
        return tidings.stack()
                .cloudWatch()
                .median(namespace, name, dimensions, since)
                .orElse(0);
    }

    /// The bytes of a log without statements that were slow because the machine was busy, and without what the
    /// platform says of each call, which the template's SystemLogLevel leaves out.
    private static double logged(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !line.contains("slow statement"))
                    .filter(line -> !line.matches("(START|END|REPORT) RequestId: .*"))
                    .mapToDouble(line -> line.getBytes(StandardCharsets.UTF_8).length + 1)
                    .sum();
        }
    }

    /// Commands that the cache has processed.
    private double commands() throws IOException {
        InetSocketAddress address = tidings.stack().cache().address();
        try (Socket socket = new Socket(address.getHostString(), address.getPort())) {
            socket.getOutputStream().write("INFO stats\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            String stats = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher matcher = Pattern.compile("total_commands_processed:(\\d+)").matcher(stats);
            assertThat(matcher.find()).isTrue();
            return Double.parseDouble(matcher.group(1));
        }
    }
}
