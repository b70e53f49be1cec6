package tidings.localstack.service;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The jars of servers that run in processes of their own. The build copies them to `target/servers/<name>`, next
/// to this module's classes; the system property `tidings.servers` names another folder.
public final class ServerJars {
    private ServerJars() {}

    /// The class path of that server.
    public static String classPath(String name) {
        return jars(name).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /// The jar of that server whose name has this prefix.
    public static Path jar(String name, String start) {
        return jars(name).stream()
                .filter(jar -> jar.getFileName().toString().startsWith(start))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + start + " in " + folder(name)));
    }

    private static List<Path> jars(String name) {
        Path folder = folder(name);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /// The `java` that runs this program.
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static Path folder(String name) {
        Path folder = root().resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    folder + " is missing: build with ./mvnw package, or name the folder with -Dtidings.servers");
        }
        return folder;
    }

    private static Path root() {
        String given = System.getProperty("tidings.servers");
        if (given != null) {
            return Path.of(given);
        }
        try {
            Path classes = Path.of(ServerJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolveSibling("servers");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this class was not loaded from a file", e);
        }
    }
}
