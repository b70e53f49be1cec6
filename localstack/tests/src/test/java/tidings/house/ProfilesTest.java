package tidings.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Json;
import tidings.settings.Profile;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;

class ProfilesTest {
    private static final TemplateText TEMPLATE = TemplateText.read();
    private static final Map<String, Object> MAPPED =
            map(map(TEMPLATE.root().get("Mappings")).get("Profiles"));

    static Stream<String> profiles() {
        return Profile.all().keySet().stream();
    }

    @Test
    void templateAndCodeHaveTheSameProfiles() {
        assertThat(MAPPED.keySet()).isEqualTo(Profile.all().keySet());
        assertThat((Iterable<?>) map(map(TEMPLATE.root().get("Parameters")).get("Profile"))
                        .get("AllowedValues"))
                .map(Object::toString)
                .containsExactlyInAnyOrderElementsOf(Profile.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void templateAndCodeHaveTheSameNumbers(String profile) throws IOException {
        JsonNode row;
        try (InputStream rows = Profile.class.getResourceAsStream("profiles.json")) {
            row = Json.mapper().readTree(rows).get(profile);
        }
        Map<String, String> coded = new TreeMap<>();
        row.properties()
                .forEach(number -> coded.put(number.getKey(), number.getValue().asText()));
        Map<String, String> mapped = new TreeMap<>();
        map(MAPPED.get(profile)).forEach((name, value) -> mapped.put(name, value.toString()));
        mapped.keySet().removeIf(ProfilesTest::isMemory);

        assertThat(mapped).isEqualTo(coded);
    }

    @Test
    void everyModuleOfFunctionsHasItsOwnMemory() {
        Set<String> columns = new TreeSet<>();
        TEMPLATE.ofType("AWS::Serverless::Function").forEach((id, function) -> {
            String module = TEMPLATE.module(id);
            String column = module.substring(0, 1).toUpperCase(Locale.ROOT) + module.substring(1) + "Memory";
            columns.add(column);
            assertThat(function.get("MemorySize"))
                    .as(id)
                    .hasToString("!FindInMap [Profiles, !Ref Profile, " + column + "]");
        });

        assertThat(MAPPED.values())
                .allSatisfy(row -> assertThat(map(row).keySet().stream().filter(ProfilesTest::isMemory))
                        .containsExactlyInAnyOrderElementsOf(columns));
    }

    private static boolean isMemory(String column) {
        return column.endsWith("Memory");
    }

    /// Lambda refuses more for a FIFO queue, and more than ten without a batching window for any
    /// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html).
    @ParameterizedTest
    @MethodSource("profiles")
    void noBatchIsLargerThanAFifoQueueAllows(String profile) {
        assertThat(Profile.all().get(profile).batchSize()).isBetween(1, 10);
    }

    /// A number that nobody reads is a promise that nobody keeps.
    @Test
    void everyNumberIsReadByTheTemplateOrByTheCode() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("tidings");
        List<String> unread = Arrays.stream(Profile.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(number -> !isReadByTheTemplate(number) && !isReadByTheCode(classes, number))
                .toList();

        assertThat(unread).isEmpty();
    }

    private static boolean isReadByTheTemplate(String number) {
        String column = number.substring(0, 1).toUpperCase(Locale.ROOT) + number.substring(1);
        return Pattern.compile("!FindInMap \\[Profiles, !Ref Profile, " + column + "]")
                .matcher(TEMPLATE.root().get("Resources").toString())
                .find();
    }

    private static boolean isReadByTheCode(JavaClasses classes, String number) {
        return classes.get(Profile.class).getMethod(number).getAccessesToSelf().stream()
                .map(JavaAccess::getOriginOwner)
                .anyMatch(reader -> !reader.isEquivalentTo(Profile.class)
                        && !reader.getPackageName().startsWith("tidings.localstack"));
    }
}
