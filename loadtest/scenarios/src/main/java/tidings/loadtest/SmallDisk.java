package tidings.loadtest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/// A small disk of its own on which a database is, and which is full: a tmpfs, which only root may mount. Not
/// thread-safe.
final class SmallDisk {
    private static final int MEGA = 1 << 20;
    private static final int SPARE_MEGA = 16;
    private static final String NAME = "small_disk";

    private final DataSource superuser;
    private final String database;
    private Path folder;

    SmallDisk(DataSource superuser, String database) {
        this.superuser = superuser;
        this.database = database;
    }

    /// Moves the database there and fills what is left.
    void fill() throws SQLException, IOException, InterruptedException {
        folder = Files.createTempDirectory("small-disk");
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            long size = Long.parseLong(one(statement, "select pg_database_size('" + database + "')"));
            Path data = Path.of(one(statement, "show data_directory"));
            run("mount", "-t", "tmpfs", "-o", "size=" + (size / MEGA + SPARE_MEGA) + "m", "tmpfs", folder.toString());
            Path place = Files.createDirectory(folder.resolve("data"));
            Files.setOwner(place, Files.getOwner(data));
            Files.setOwner(folder, Files.getOwner(data));
            statement.execute("create tablespace " + NAME + " location '" + place + "'");
            move(statement, NAME);
        }
        try (OutputStream rest = Files.newOutputStream(folder.resolve("rest"))) {
            byte[] some = new byte[MEGA / 64];
            while (true) {
                rest.write(some);
            }
        } catch (IOException _) {
            // full
        }
    }

    /// Makes room, and moves the database back.
    void free() throws SQLException, IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("rest"));
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            move(statement, "pg_default");
            statement.execute("drop tablespace " + NAME);
        }
        run("umount", folder.toString());
        Files.delete(folder);
    }

    /// Nobody may be connected meanwhile.
    private void move(Statement statement, String tablespace) throws SQLException {
        statement.execute("alter database \"" + database + "\" with allow_connections false");
        try {
            statement.execute(
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '" + database + "'");
            statement.execute("alter database \"" + database + "\" set tablespace " + tablespace);
        } finally {
            statement.execute("alter database \"" + database + "\" with allow_connections true");
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ends with " + status + ": is this root?");
        }
    }
}
