package tidings.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.stack.StartupListener;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// How many classes of ours the functions load that answer `/top java`. Each is read, verified and initialized at every
/// cold start, and read by everyone who follows the way of that command.
class LoadedClassesIT {
    private static final List<String> FUNCTIONS =
            List.of("BotFunction", "ScraperFunction", "CategorizerFunction", "SenderFunction");

    /// Summed over the four functions.
    private static final int MOST = 1_150;

    /// Of all four, each counted once.
    private static final int MOST_DISTINCT = 675;

    @Test
    void theFunctionsThatAnswerTopLoadFewClasses() throws IOException {
        Path work = Project.root().resolve("localstack/tests/target/loaded-classes");
        try (Tidings tidings = Tidings.start(
                Project.root(),
                LocalOptions.SANDBOXES,
                settings -> settings.work(work).firing(StackSettings.Firing.BY_HAND),
                StartupListener.SILENT)) {
            Chat chat = new Chat(tidings.telegram().orElseThrow().person("Ada"));
            assertThat(chat.ask("/top java").text()).startsWith("r/java · top of the day");

            Map<String, Set<String>> loaded = new LinkedHashMap<>();
            for (String function : FUNCTIONS) {
                loaded.put(function, mostLoaded(tidings.stack().environments(function)));
            }
            int sum = loaded.values().stream().mapToInt(Set::size).sum();
            Set<String> distinct =
                    loaded.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
            loaded.forEach((function, classes) ->
                    System.out.printf("classes of tidings in %-19s %4d%n", function, classes.size()));
            System.out.printf("classes of tidings: sum %d, distinct %d%n", sum, distinct.size());

            assertThat(loaded.values())
                    .allSatisfy(classes -> assertThat(classes).isNotEmpty());
            assertThat(sum).as(loaded.toString()).isLessThanOrEqualTo(MOST);
            assertThat(distinct).hasSizeLessThanOrEqualTo(MOST_DISTINCT);
        }
    }

    /// Of several processes of a function, one has answered.
    private static Set<String> mostLoaded(List<Long> processes) throws IOException {
        Set<String> most = Set.of();
        for (long process : processes) {
            Set<String> loaded = loadedBy(process);
            most = loaded.size() > most.size() ? loaded : most;
        }
        return most;
    }

    /// Without lambdas and other hidden classes, whose names have a slash.
    private static Set<String> loadedBy(long process) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process listing = new ProcessBuilder(
                        jcmd.toString(), Long.toString(process), "VM.classloaders", "show-classes=true")
                .redirectErrorStream(true)
                .start();
        String output = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output.lines()
                .map(line -> line.replaceFirst("^[\\s|+-]*(Classes: *)?", ""))
                .filter(name -> name.matches("tidings\\.[\\w.$]+"))
                .filter(name -> !name.contains("$$Lambda"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
