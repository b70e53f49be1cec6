package tidings.localstack.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tidings.localstack.template.StackModel;

/// A function's unpacked zip and layers, as a class path in the order of Lambda's Java runtime: the runtime client,
/// the function's classes, its `lib/*.jar`, then `java/lib/*.jar` of the layers.
///
/// @param layers the folders of the unpacked layers
record FunctionCode(Path root, List<Path> layers, String classPath) {
    private static final String MOUNT = "/opt/";

    static FunctionCode unpack(StackModel.Function function, RuntimeClient client, CodeStore store) {
        Path root = store.unpack(function.code());
        // The zip itself, not the folder, because AOT caches do not support folders.
        List<Path> entries = new ArrayList<>(List.of(store.copy(function.code())));
        entries.addAll(jars(root.resolve("lib")));
        List<Path> layers = function.layers().stream()
                .map(FunctionCode::local)
                .map(store::unpack)
                .toList();
        layers.forEach(layer -> entries.addAll(jars(layer.resolve("java/lib"))));
        StringBuilder classPath = new StringBuilder(client.classPath());
        entries.forEach(entry -> classPath.append(File.pathSeparator).append(entry));
        return new FunctionCode(root, layers, classPath.toString());
    }

    /// A layer with natives for Lambda has a twin with those of this machine, `<layer>-local.zip`.
    private static Path local(Path layer) {
        Path twin = layer.resolveSibling(layer.getFileName().toString().replaceFirst("\\.zip$", "-local.zip"));
        return Files.exists(twin) ? twin : layer;
    }

    /// A value of a variable, or the path on this machine where it names something of a layer.
    String mounted(String value) {
        return layers.reversed().stream()
                .filter(_ -> value.startsWith(MOUNT))
                .map(layer -> layer.resolve(value.substring(MOUNT.length())))
                .filter(Files::exists)
                .findFirst()
                .map(Path::toString)
                .orElse(value);
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
