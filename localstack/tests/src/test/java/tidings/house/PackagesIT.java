package tidings.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What a function's class path consists of: its zip and its layers. With `-Dpackages=write` the table in README.md is
/// written instead of compared.
class PackagesIT {
    private static final Path README = Project.root().resolve("README.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([a-z]+) \\| ([\\d.]+) \\| ([\\d.]+) \\| ([\\d.]+|–) \\|\n");

    static Map<String, List<Path>> functions() {
        return Packages.ofFunctions();
    }

    static List<String> names() {
        return List.copyOf(functions().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void noLibraryIsTwiceOnAClassPath(String function) {
        List<String> artifacts = functions().get(function).stream()
                .flatMap(zip -> Packages.artifacts(zip).stream())
                .toList();

        assertThat(artifacts).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void theWebhookCarriesNoLibraryThatOnlyOthersNeed() {
        List<Path> zips = functions().get("webhook");

        assertThat(zips.stream().flatMap(zip -> Packages.artifacts(zip).stream()))
                .contains("jackson-core", "crac")
                .doesNotContain(
                        "sqs",
                        "sdk-core",
                        "dynamodb",
                        "cloudwatch",
                        "jedis",
                        "postgresql",
                        "telegrambots-meta",
                        "joda-time")
                .doesNotContain("jackson-databind", "log4j-core", "powertools-metrics", "aws-lambda-java-events");
        assertThat(zips.stream().mapToLong(Packages::size).sum()).isLessThanOrEqualTo(1_500_000);
    }

    /// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    @ParameterizedTest
    @MethodSource("names")
    void aFunctionKeepsLambdasLimits(String function) {
        List<Path> zips = functions().get(function);

        assertThat(zips).as("layers and the function's own zip").hasSizeLessThanOrEqualTo(5 + 1);
        assertThat(zips.stream().mapToLong(Packages::unzipped).sum()).isLessThan(250L << 20);
    }

    @Test
    void theReadmeSaysWhatEachFunctionCarries() throws IOException {
        Map<String, double[]> measured = new LinkedHashMap<>();
        functions()
                .forEach((function, zips) ->
                        measured.put(function, new double[] {megabytes(zips.subList(0, 1)), megabytes(zips)}));
        if ("write".equals(System.getProperty("packages"))) {
            write(measured);
        }
        Map<String, double[]> written = new LinkedHashMap<>();
        ROW.matcher(Files.readString(README))
                .results()
                .forEach(row -> written.put(
                        row.group(1),
                        new double[] {Double.parseDouble(row.group(2)), Double.parseDouble(row.group(3))}));

        assertThat(written.keySet()).isEqualTo(measured.keySet());
        measured.forEach((function, megabytes) -> assertThat(written.get(function))
                .as("%s; -Dpackages=write writes the table anew", function)
                .containsExactly(megabytes, within(0.15)));
    }

    /// The last column is kept.
    private static void write(Map<String, double[]> measured) throws IOException {
        String readme = Files.readString(README);
        Map<String, String> compared = new LinkedHashMap<>();
        ROW.matcher(readme).results().forEach(row -> compared.put(row.group(1), row.group(4)));
        List<String> rows = new ArrayList<>();
        measured.forEach((function, megabytes) -> rows.add(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %s |%n",
                function,
                megabytes[0],
                megabytes[1],
                compared.getOrDefault(function, "–"))));
        int start = readme.indexOf("<!-- packages");
        int first = readme.indexOf("|---", start);
        int rowsStart = readme.indexOf('\n', first) + 1;
        Files.writeString(
                README,
                readme.substring(0, rowsStart)
                        + String.join("", rows)
                        + readme.substring(readme.indexOf("<!-- /packages", rowsStart)));
    }

    private static double megabytes(List<Path> zips) {
        return zips.stream().mapToLong(Packages::size).sum() / 1e6;
    }
}
