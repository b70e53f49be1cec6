package tidings.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.lambda.Scaling;
import tidings.localstack.stack.StackSettings.AotCaches;
import tidings.localstack.stack.StackSettings.Firing;
import tidings.localstack.stack.StartupListener;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// The classes that functions load: until their snapshot, and for their first event, which is `/top java`. A
/// stack of its own has one process of each function.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadedClassesIT {
    /// Classes that a function may still load for its first event.
    private static final Map<String, Integer> MOST_NEW = Map.of(
            "WebhookFunction", 60,
            "BotFunction", 250,
            "ScraperFunction", 250,
            "CategorizerFunction", 280,
            "SenderFunction", 350,
            "ApiFunction", 600);

    private static final List<String> ANSWERING =
            List.of("BotFunction", "ScraperFunction", "CategorizerFunction", "SenderFunction");

    /// Classes of ours, summed over the functions that answer.
    private static final int MOST = 1_260;

    /// Of all four, each counted once.
    private static final int MOST_DISTINCT = 745;

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total = +\\d+ +(\\d+)");

    /// No AOT caches of earlier runs, which would load classes that nothing uses.
    private final Path work = Files.createTempDirectory(
            Files.createDirectories(Project.root().resolve("localstack/tests/target")), "loaded");

    private final Tidings tidings = Tidings.start(
            Project.root(),
            LocalOptions.SANDBOXES,
            settings -> settings.work(work)
                    .firing(Firing.BY_HAND)
                    .caches(AotCaches.USED_IF_PRESENT)
                    .scaling(new Scaling(1, 1, Duration.ofMinutes(1), Duration.ofMinutes(10))),
            StartupListener.SILENT);

    private Map<String, Integer> before;
    private Map<String, Integer> after;

    LoadedClassesIT() throws IOException {}

    @BeforeAll
    void theFirstEvents() throws IOException, InterruptedException, SQLException {
        before = loaded();
        assertThat(new Database(tidings).values("select count(*) from listing union all select count(*) from post"))
                .as("nothing happens before the first event")
                .containsExactly("0", "0");
        for (String function : MOST_NEW.keySet()) {
            assertThat(Files.readString(tidings.stack().log(function)))
                    .as(function)
                    .doesNotContain("\"_aws\"", "priming");
        }

        Chat chat = new Chat(tidings.telegram().orElseThrow().person("Ada"));
        assertThat(chat.ask("/top java").text()).startsWith("r/java · top of the day");
        assertThat(tidings.stack()
                        .invoke("ApiFunction", Files.readAllBytes(Project.root().resolve("events/api/health.json"))))
                .isInstanceOf(InvocationResult.Answered.class);
        after = loaded();
    }

    @AfterAll
    void stop() {
        tidings.close();
    }

    /// By their snapshot they have met what their first event needs.
    @Test
    void theFirstEventsMeetLittleThatIsNew() {
        Map<String, Integer> more = new LinkedHashMap<>(after);
        more.replaceAll((function, classes) -> classes - before.get(function));
        System.out.println("classes that functions load for their first events: " + more + " after " + before);

        MOST_NEW.forEach((function, most) ->
                assertThat(more.get(function)).as(function + " of " + more).isLessThanOrEqualTo(most));
    }

    /// Each class of ours is read, verified and initialized at every cold start, and read by everyone who follows
    /// the way of the command.
    @Test
    void theFunctionsThatAnswerTopLoadFewClasses() throws IOException {
        Map<String, Set<String>> ours = new LinkedHashMap<>();
        for (String function : ANSWERING) {
            ours.put(function, ours(process(function)));
        }
        int sum = ours.values().stream().mapToInt(Set::size).sum();
        Set<String> distinct =
                ours.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        ours.forEach((function, classes) ->
                System.out.printf("classes of tidings in %-19s %4d%n", function, classes.size()));
        System.out.printf("classes of tidings: sum %d, distinct %d%n", sum, distinct.size());

        assertThat(ours.values()).allSatisfy(classes -> assertThat(classes).isNotEmpty());
        assertThat(sum).as(ours.toString()).isLessThanOrEqualTo(MOST);
        assertThat(distinct).hasSizeLessThanOrEqualTo(MOST_DISTINCT);
    }

    private long process(String function) {
        List<Long> processes = tidings.stack().environments(function);
        assertThat(processes).as(function).hasSize(1);
        return processes.getFirst();
    }

    /// How many, by function.
    private Map<String, Integer> loaded() throws IOException {
        Map<String, Integer> loaded = new LinkedHashMap<>();
        for (String function : MOST_NEW.keySet()) {
            String statistics = jcmd(process(function), "VM.classloader_stats");
            Matcher total = TOTAL.matcher(statistics);
            assertThat(total.find()).as(statistics).isTrue();
            loaded.put(function, Integer.parseInt(total.group(1)));
        }
        return loaded;
    }

    /// Without lambdas and other hidden classes, whose names have a slash.
    private static Set<String> ours(long process) throws IOException {
        return jcmd(process, "VM.classloaders", "show-classes=true")
                .lines()
                .map(line -> line.replaceFirst("^[\\s|+-]*(Classes: *)?", ""))
                .filter(name -> name.matches("tidings\\.[\\w.$]+"))
                .filter(name -> !name.contains("$$Lambda"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String jcmd(long process, String... command) throws IOException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process)));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
