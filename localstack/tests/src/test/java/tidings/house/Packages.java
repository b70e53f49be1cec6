package tidings.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tidings.testing.Project;

import static tidings.house.TemplateText.map;

/// The zips that functions consist of: a function's own, and those of its layers.
final class Packages {
    private static final Map<String, Map<String, Object>> LAYERS =
            TemplateText.read().ofType("AWS::Serverless::LayerVersion");

    private Packages() {}

    /// The zips of each function; functions with the same zip and the same layers only once.
    static Map<String, List<Path>> ofFunctions() {
        Map<String, List<Path>> packages = new TreeMap<>();
        TemplateText.read().ofType("AWS::Serverless::Function").forEach((id, function) -> {
            List<Path> zips = Stream.concat(
                            Stream.of(function),
                            ((List<?>) function.getOrDefault("Layers", List.of()))
                                    .stream()
                                            .map(layer -> map(
                                                    LAYERS.get(layer.toString().replace("!Ref ", "")))))
                    .map(part -> part.containsKey("CodeUri") ? part.get("CodeUri") : part.get("ContentUri"))
                    .map(uri -> Project.root().resolve(uri.toString()))
                    .toList();
            packages.put(id.replaceFirst("Function$", "").toLowerCase(Locale.ROOT), zips);
        });
        return packages;
    }

    /// The artifacts of the jars in a zip, without their versions.
    static List<String> artifacts(Path zip) {
        return entries(zip).stream()
                .map(entry -> Path.of(entry.getName()).getFileName().toString())
                .filter(name -> name.endsWith(".jar"))
                .map(name -> name.replaceFirst("-\\d[^-]*(-[a-z]+\\d*)?\\.jar$", ""))
                .toList();
    }

    static long size(Path zip) {
        try {
            return Files.size(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long unzipped(Path zip) {
        return entries(zip).stream().mapToLong(ZipEntry::getSize).sum();
    }

    private static List<ZipEntry> entries(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream().<ZipEntry>map(entry -> entry).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
