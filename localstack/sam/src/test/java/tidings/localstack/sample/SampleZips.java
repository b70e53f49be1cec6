package tidings.localstack.sample;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.crac.Core;
import org.joda.time.DateTime;

/// Packages the sample handlers as a build would: classes at the root of the zip, a library in `lib/`, another in a
/// layer.
public final class SampleZips {
    private SampleZips() {}

    /// Writes `sample.zip` and `layer.zip` beside the sample template.
    ///
    /// @return the template
    public static Path write(Path folder) {
        try (ZipOutputStream zip = zip(folder.resolve("sample.zip"))) {
            Path classes = location(Probe.class);
            try (Stream<Path> files = Files.walk(classes.resolve("tidings/localstack/sample"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    add(zip, classes.relativize(file).toString(), file);
                }
            }
            for (Path jar : List.of(location(SQSEvent.class), location(DateTime.class), location(Core.class))) {
                add(zip, "lib/" + jar.getFileName(), jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (ZipOutputStream zip = zip(folder.resolve("layer.zip"))) {
            Path jar = location(org.slf4j.Logger.class);
            add(zip, "java/lib/" + jar.getFileName(), jar);
            return Files.copy(
                    Path.of(SampleZips.class
                            .getResource("/tidings/localstack/sample.yaml")
                            .toURI()),
                    folder.resolve("template.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ZipOutputStream zip(Path path) throws IOException {
        OutputStream out = Files.newOutputStream(path);
        return new ZipOutputStream(out);
    }

    private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
