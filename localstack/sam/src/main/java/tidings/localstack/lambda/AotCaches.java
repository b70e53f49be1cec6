package tidings.localstack.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/// AOT caches of loaded and linked classes (JEP 483, JEP 514), one per function: they more than halve the start
/// time of a process. A cache belongs to exactly one class path; the JVM ignores one that does not match.
record AotCaches(Path folder) {
    boolean has(FunctionCode code) {
        return Files.exists(path(code));
    }

    /// JVM flags that use the cache, or none if it does not exist yet.
    List<String> use(FunctionCode code) {
        // The JVM prints a line for each class that it cannot take from the cache.
        return has(code) ? List.of("-XX:AOTCache=" + path(code), "-Xlog:disable") : List.of();
    }

    /// JVM flags that write a cache into `file` when the process ends.
    static List<String> write(Path file) {
        return List.of("-XX:AOTCacheOutput=" + file, "-Xlog:disable");
    }

    /// A file to write a new cache into, until it is [#keep]t.
    Path fresh() {
        try {
            return Files.createDirectories(folder).resolve("new-" + UUID.randomUUID() + ".aot");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder, e);
        }
    }

    void keep(Path file, FunctionCode code) throws IOException {
        Files.move(file, path(code), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path path(FunctionCode code) {
        String key = System.getProperty("java.vm.version") + code.classPath();
        return folder.resolve(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)) + ".aot");
    }
}
