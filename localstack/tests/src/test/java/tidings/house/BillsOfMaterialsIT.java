package tidings.house;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Json;

import static org.assertj.core.api.Assertions.assertThat;

/// `bom.json` beside each zip, beside what the zip holds.
class BillsOfMaterialsIT {
    /// Licences that let a deployment ship the jar unchanged. SPDX ids, or names where the project states no id.
    private static final Set<String> ACCEPTED = Set.of(
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "EPL-2.0",
            "MIT",
            "MIT-0",
            "Public Domain",
            "Similar to Apache License but with the acknowledgment clause removed");

    /// A library without the natives of other machines, which its own module compares with the whole one.
    private static final String SLIM = "-slim.jar";

    static List<Path> zips() {
        return Packages.ofFunctions().values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("zips")
    void listExactlyTheJarsOfTheZip(Path zip) throws IOException, GeneralSecurityException {
        Map<String, String> listed = components(zip).stream()
                .filter(component -> !component.path("group").asText().equals("tidings"))
                .collect(Collectors.toMap(BillsOfMaterialsIT::file, BillsOfMaterialsIT::sha256));
        Map<String, String> held = jars(zip);
        held.forEach((jar, sha256) -> listed.computeIfPresent(jar, (_, of) -> sha256.equals(SLIM) ? SLIM : of));
        assertThat(listed).isEqualTo(held);
    }

    @ParameterizedTest
    @MethodSource("zips")
    void nameALicenceThatWeAccept(Path zip) throws IOException {
        Map<String, List<String>> licences = components(zip).stream()
                .collect(Collectors.toMap(component -> component.path("purl").asText(), BillsOfMaterialsIT::licences));

        assertThat(licences)
                .isNotNull()
                .allSatisfy((jar, named) -> assertThat(named).anyMatch(ACCEPTED::contains));
    }

    private static List<JsonNode> components(Path zip) throws IOException {
        JsonNode bill = Json.mapper().readTree(zip.resolveSibling("bom.json").toFile());
        return StreamSupport.stream(bill.path("components").spliterator(), false)
                .toList();
    }

    private static List<String> licences(JsonNode component) {
        return StreamSupport.stream(component.path("licenses").spliterator(), false)
                .map(entry -> entry.path("license"))
                .map(licence -> licence.path("id").asText(licence.path("name").asText()))
                .toList();
    }

    private static String file(JsonNode component) {
        return component.path("name").asText() + "-" + component.path("version").asText() + ".jar";
    }

    private static String sha256(JsonNode component) {
        return StreamSupport.stream(component.path("hashes").spliterator(), false)
                .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
                .map(hash -> hash.path("content").asText())
                .findFirst()
                .orElse("none");
    }

    /// Third-party jars by name, with their SHA-256. Ours are the classes that the zip is made for.
    private static Map<String, String> jars(Path zip) throws IOException, GeneralSecurityException {
        Map<String, String> jars = new TreeMap<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().<ZipEntry>map(each -> each).toList()) {
                String name = Path.of(entry.getName()).getFileName().toString();
                if (name.endsWith(SLIM)) {
                    jars.put(name.replace(SLIM, ".jar"), SLIM);
                } else if (name.endsWith(".jar") && !name.endsWith("-1.0.0.jar") && !isOurs(zip, name)) {
                    try (InputStream bytes = file.getInputStream(entry)) {
                        jars.put(
                                name,
                                HexFormat.of()
                                        .formatHex(MessageDigest.getInstance("SHA-256")
                                                .digest(bytes.readAllBytes())));
                    }
                }
            }
        }
        return jars;
    }

    private static boolean isOurs(Path zip, String jar) {
        return zip.resolveSibling(jar).toFile().exists();
    }
}
