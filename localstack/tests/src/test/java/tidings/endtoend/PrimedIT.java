package tidings.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.lambda.Scaling;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.stack.StackSettings.Firing;
import tidings.localstack.stack.StartupListener;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// Functions that somebody waits for have met by their snapshot what their first event needs, and done nothing
/// yet.
class PrimedIT {
    /// Classes that a function may still load for its first event.
    private static final Map<String, Integer> MOST = Map.of(
            "WebhookFunction", 60,
            "BotFunction", 250,
            "ScraperFunction", 250,
            "CategorizerFunction", 250,
            "SenderFunction", 350,
            "ApiFunction", 350);

    private static final Pattern LOADED = Pattern.compile("(?m)^Total = +\\d+ +(\\d+)");

    /// No AOT caches of earlier runs, which would load classes that nothing uses.
    private final Path work = Files.createTempDirectory(
            Files.createDirectories(Project.root().resolve("localstack/tests/target")), "primed");

    PrimedIT() throws IOException {}

    @Test
    void theFirstEventsMeetLittleThatIsNewAndNothingHappensBefore()
            throws IOException, InterruptedException, SQLException {
        try (Tidings tidings = Tidings.start(
                Project.root(),
                LocalOptions.SANDBOXES,
                settings -> settings.work(work)
                        .firing(Firing.BY_HAND)
                        .caches(StackSettings.AotCaches.USED_IF_PRESENT)
                        .scaling(new Scaling(1, 1, Duration.ofMinutes(1), Duration.ofMinutes(10))),
                StartupListener.SILENT)) {
            Map<String, Integer> before = loaded(tidings);
            assertThat(new Database(tidings).values("select count(*) from listing union all select count(*) from post"))
                    .containsExactly("0", "0");
            for (String function : MOST.keySet()) {
                assertThat(Files.readString(tidings.stack().log(function)))
                        .as(function)
                        .doesNotContain("\"_aws\"", "priming");
            }

            Chat chat = new Chat(tidings.telegram().orElseThrow().person("Ada"));
            assertThat(chat.ask("/top java").text()).startsWith("r/java · top of the day");
            assertThat(tidings.stack()
                            .invoke(
                                    "ApiFunction",
                                    Files.readAllBytes(Project.root().resolve("events/api/health.json"))))
                    .isInstanceOf(InvocationResult.Answered.class);

            Map<String, Integer> more = loaded(tidings);
            more.replaceAll((function, classes) -> classes - before.get(function));
            System.out.println("classes that functions load for their first events: " + more + " after " + before);
            MOST.forEach((function, most) ->
                    assertThat(more.get(function)).as(function + " of " + more).isLessThanOrEqualTo(most));
        }
    }

    private static Map<String, Integer> loaded(Tidings tidings) throws IOException {
        Map<String, Integer> loaded = new LinkedHashMap<>();
        for (String function : MOST.keySet()) {
            assertThat(tidings.stack().environments(function)).as(function).hasSize(1);
            loaded.put(function, loadedBy(tidings.stack().environments(function).getFirst()));
        }
        return loaded;
    }

    private static int loadedBy(long process) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process statistics = new ProcessBuilder(jcmd.toString(), Long.toString(process), "VM.classloader_stats")
                .redirectErrorStream(true)
                .start();
        String output = new String(statistics.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = LOADED.matcher(output);
        assertThat(total.find()).as(output).isTrue();
        return Integer.parseInt(total.group(1));
    }
}
