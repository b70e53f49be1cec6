package tidings.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.stack.StartupListener;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// A stack of its own, and what can happen to it. Scraper and API were left at the most verbose level of their logs,
/// and the scheduler may run in one environment.
final class TroubledStack implements AutoCloseable {
    /// CloudWatch tells of complete minutes; each takes ten seconds here, and an hour longer than all that happens.
    private static final int SPEED = 6;

    private static final int BATCH = 10;
    private static final int REFUSALS = 70;
    private static final int WAITS = 40;
    private static final String OWN = "Tidings/tidings";

    /// Few, lest Reddit be taken for one that lets nobody in.
    private static final List<String> REFUSED = List.of("private_club", "missing_club");

    /// Two batches are in work while others wait.
    private static final int IN_WORK = 2 * BATCH;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<String> BEHIND =
            List.of("BotFunction", "SenderFunction", "CategorizerFunction", "ScraperFunction");

    private final Tidings tidings;
    private final Operators operators;
    private final Database database;

    TroubledStack(OtherVersion version) {
        tidings = Tidings.start(
                Project.root(),
                LocalOptions.SANDBOXES,
                settings -> settings.template(troubled(version))
                        .logs(Project.root().resolve("localstack/tests/target/troubled"))
                        .firing(StackSettings.Firing.BY_HAND)
                        .alarmSpeed(SPEED),
                StartupListener.SILENT);
        operators = new Operators(tidings);
        database = new Database(tidings);
    }

    private static Path troubled(OtherVersion version) {
        return version.saying("SERVICE_NAME: scraper,", "SERVICE_NAME: scraper, LOG_LEVEL: TRACE,")
                .saying("SERVICE_NAME: bot,", "SERVICE_NAME: bot, LOG_LEVEL: TRACE,")
                .saying(
                        "Handler: tidings.scheduler.SchedulerHandler",
                        "Handler: tidings.scheduler.SchedulerHandler\n      ReservedConcurrentExecutions: 1")
                .template();
    }

    void becomes(OtherVersion version) {
        tidings.stack().update(settings -> settings.template(troubled(version)));
    }

    Operators operators() {
        return operators;
    }

    void onePersonWrites() {
        new Chat(tidings.telegram().orElseThrow().person("Ada")).ask("/help");
    }

    /// So many write, each in their own chat.
    private void people(int many, String text) {
        IntStream.range(0, many)
                .forEach(i ->
                        tidings.telegram().orElseThrow().person("Reader " + i).says(text));
    }

    /// Reads that hit, a slow statement that finds its rows by an index, and an index that is used.
    void lightLoad() throws Exception {
        operators.set("catalog-ttl", 5);
        search(60, _ -> "garden");
        table("book");
        slowly("select count(pg_sleep(0.06)) from book where padding = repeat('x7', 20)");
        awaitReport("book_by_padding");
    }

    private void search(int times, IntFunction<String> words) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            operators.get("api/posts?q=" + words.apply(i));
        }
    }

    /// With many rows and an index that is not small.
    private void table(String name) throws SQLException {
        database.execute("create table %s (id int primary key, note text, padding text)".formatted(name));
        database.execute("grant select on %s to tidings".formatted(name));
        database.execute("create index %s_by_padding on %s (padding)".formatted(name, name));
        database.execute(
                "insert into %s select i, 'note ' || i, repeat('x' || i, 20) from generate_series(1, 20000) as i"
                        .formatted(name));
        database.execute("vacuum analyze " + name);
    }

    /// As a function runs it.
    private void slowly(String statement) throws SQLException {
        for (int call = 0; call < 6; call++) {
            database.execute("set role tidings; " + statement);
        }
    }

    /// Until the API has read the database's counts again.
    private void awaitReport(String index) {
        await("counts of " + index)
                .atMost(Chat.PATIENCE)
                .pollInterval(POLL)
                .until(() ->
                        operators.get("operators/metrics/database").toString().contains(index));
    }

    /// Communities that let nobody in are refreshed all the time.
    void wasteRequests() {
        send("RefreshQueue", REFUSALS, i -> refresh(REFUSED.get(i % REFUSED.size()), i));
    }

    /// Until the requests were made.
    void awaitRefusals() {
        Map<String, String> refused = Map.of("service", "scraper", "outcome", "refused");
        await("refusals")
                .atMost(Chat.PATIENCE)
                .pollInterval(POLL)
                .until(() -> tidings.stack().cloudWatch().sum(OWN, "ListingRead", refused, Instant.EPOCH) >= REFUSALS);
    }

    /// A function is called beyond the environments that it may have.
    void throttle() throws Exception {
        List<Long> processes = tidings.stack().environments("SchedulerFunction");
        Signals.send("STOP", processes);
        try {
            CompletableFuture<?>[] calls = Stream.generate(
                            () -> CompletableFuture.supplyAsync(this::minute, Thread::startVirtualThread))
                    .limit(2)
                    .toArray(CompletableFuture<?>[]::new);
            assertThat(CompletableFuture.anyOf(calls).get()).isInstanceOf(InvocationResult.Rejected.class);
        } finally {
            Signals.send("CONT", processes);
        }
    }

    private InvocationResult minute() {
        try {
            return tidings.stack().invoke("SchedulerFunction", "{}".getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A slow statement that reads its whole table, an index that nothing uses, and dead rows.
    void neglectTheDatabase() throws SQLException {
        table("ledger");
        slowly("select count(pg_sleep(0.06)) from ledger where note = 'note 7'");
        database.execute("create table worn (id int) with (autovacuum_enabled = false)");
        database.execute("insert into worn select generate_series(1, 2000)");
        database.execute("delete from worn where id <= 1000");
    }

    /// Everybody looks for something else.
    void missTheCache() throws IOException, InterruptedException {
        search(100, i -> "plant" + i);
        operators.set("use-cache", 0);
    }

    /// Many write while a table that their answers need is locked again and again, each time for less than a
    /// statement may take. Whoever is handled beside those that wait for it waits for a connection of theirs.
    void waitForConnections() throws Exception {
        Map<String, String> waits = Map.of("service", "bot", "outcome", "long");
        Fault.every(POLL, () -> {
                    CompletableFuture<Void> locked =
                            CompletableFuture.runAsync(this::lockFollows, Thread::startVirtualThread);
                    people(2 * IN_WORK, "/following");
                    locked.join();
                })
                .until(
                        "waits for connections",
                        () -> tidings.stack().cloudWatch().sum(OWN, "ConnectionWaits", waits, Instant.EPOCH) >= WAITS);
    }

    private void lockFollows() {
        try {
            database.execute("""
                    do $$ begin
                        for moment in 1..10 loop
                            lock table follow;
                            perform pg_sleep(0.5);
                            commit;
                        end loop;
                    end $$""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Queues grow while nobody works on them, and numbers of operators are too low.
    void fallBehindUntil(Callable<Boolean> condition) throws Exception {
        operators.set("sends-per-second", 1);
        operators.set("categorizer-gate", 5);
        String card = sample("show-card.1");
        String posts = sample("posts-found.1");
        Fault.every(POLL, () -> signal("STOP"))
                .startingWith(() -> {
                    signal("STOP");
                    people(IN_WORK + 40, "/help");
                    send("OutboxQueue", IN_WORK + 400, i -> card.replace("810001", Integer.toString(i)));
                    send("PostsQueue", IN_WORK + 120, i -> posts.replace("810001", Integer.toString(i)));
                    send("RefreshQueue", IN_WORK + 120, i -> refresh(REFUSED.getFirst(), i));
                })
                .endingWith(() -> signal("CONT"))
                .until("everything is named", condition);
    }

    private void signal(String name) throws IOException, InterruptedException {
        for (String function : BEHIND) {
            Signals.send(name, tidings.stack().environments(function));
        }
    }

    private static String refresh(String community, int run) {
        return """
                {"type": "scrape-requested/1", "listing": {"subreddit": "%s", "period": "day"},
                 "run": "refresh%d", "waiting": []}""".formatted(community, run);
    }

    private static String sample(String message) {
        try {
            return Files.readString(Project.root().resolve("events/contracts/" + message + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String queue, int many, IntFunction<String> message) {
        String url = tidings.stack().model().queue(queue).url();
        for (int from = 0; from < many; from += BATCH) {
            List<SendMessageBatchRequestEntry> entries = IntStream.range(from, Math.min(many, from + BATCH))
                    .mapToObj(i -> entry(i, message.apply(i), url.endsWith(".fifo")))
                    .toList();
            tidings.stack()
                    .queues()
                    .client()
                    .sendMessageBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    private static SendMessageBatchRequestEntry entry(int number, String message, boolean ordered) {
        String id = Integer.toString(number);
        SendMessageBatchRequestEntry.Builder entry =
                SendMessageBatchRequestEntry.builder().id(id).messageBody(message);
        return ordered
                ? entry.messageGroupId(id)
                        .messageDeduplicationId(UUID.randomUUID().toString())
                        .build()
                : entry.build();
    }

    @Override
    public void close() {
        tidings.close();
    }
}
