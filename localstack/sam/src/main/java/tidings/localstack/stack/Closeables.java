package tidings.localstack.stack;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Closes parts so that a failure of one does not keep the others open.
final class Closeables {
    private static final System.Logger LOG = System.getLogger(Closeables.class.getName());

    private Closeables() {}

    static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "cannot stop " + part.getClass().getSimpleName(),
                    e);
        }
    }

    static void sideBySide(Stream<? extends AutoCloseable> parts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            parts.forEach(part -> threads.execute(() -> close(part)));
        }
    }
}
