package tidings.localstack.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/// A base backup of a running server: changes during the copy are in the write-ahead log, which is copied last.
/// https://www.postgresql.org/docs/17/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP
final class PostgresSnapshot {
    private static final String CHANGES = "pg_wal";

    /// Files of the running server; the last is the embedded server's own.
    private static final Set<String> OF_THE_SERVER = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private PostgresSnapshot() {}

    /// @param statement a superuser's; its connection stays open during the copy
    static void take(Statement statement, Path folder) throws SQLException {
        Path data = Path.of(text(statement, "SHOW data_directory"));
        statement.execute("SELECT pg_backup_start('snapshot', fast => true)");
        copy(data, folder, Set.of(CHANGES));
        String label = text(statement, "SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)");
        copy(data.resolve(CHANGES), folder.resolve(CHANGES), Set.of());
        try {
            Files.writeString(folder.resolve("backup_label"), label);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    /// @param data the data folder of a server that has not started yet; its content is replaced
    static void restore(Path snapshot, Path data) {
        if (!Files.isRegularFile(snapshot.resolve("backup_label"))) {
            throw new IllegalArgumentException(snapshot + " is no folder with a snapshot");
        }
        empty(data);
        copy(snapshot, data, Set.of());
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /// @param without names of folders whose content is left out
    private static void copy(Path from, Path to, Set<String> without) {
        walk(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return without.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!OF_THE_SERVER.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)));
                    } catch (NoSuchFileException gone) {
                        return visitFileFailed(file, gone);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            /// The server may remove files during the copy; its write-ahead log records that.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    private static void empty(Path folder) {
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!OF_THE_SERVER.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy a database's files in " + folder, e);
        }
    }
}
