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

/// The jars of what runs in processes of its own. A module beside this one, named `dynamodb` or `runtime`, collects
/// them in its `target/server`, so that none of them is on this program's class path.
public final class ServerJars {
    private ServerJars() {}

    /// The class path of that module.
    public static String classPath(String name) {
        return jars(name).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /// The jar of that module whose name has this prefix.
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
        Path folder = modules().resolve(name).resolve("target/server");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is missing: build with ./mvnw package");
        }
        return folder;
    }

    private static Path modules() {
        try {
            Path classes = Path.of(ServerJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolveSibling("../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this class was not loaded from a file", e);
        }
    }
}
