package tidings.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/// Migrates the schema.
public final class Migrations {
    private static final String FOLDER = "db/migration";

    /// Settings of every connection that migrates.
    private static final String CONNECTION = "classpath:db/connection";

    private Migrations() {}

    /// Applies all pending migrations or none, under Flyway's lock; returns their number. Run it on the direct
    /// endpoint: the lock would pin a connection of RDS Proxy.
    ///
    /// @throws IllegalArgumentException if a pending migration breaks [MigrationRule]
    /// @throws org.flywaydb.core.api.FlywayException if a migration fails
    public static int apply(DataSource direct) {
        return apply(direct, FOLDER);
    }

    /// @param folder on the class path
    static int apply(DataSource direct, String folder) {
        Flyway flyway = Flyway.configure()
                .dataSource(direct)
                .locations("classpath:" + folder, CONNECTION)
                .group(true)
                .load();
        Stream.of(flyway.info().pending())
                .map(MigrationInfo::getScript)
                .forEach(script -> MigrationRule.check(script, text(folder + "/" + script)));
        return flyway.migrate().migrationsExecuted;
    }

    private static String text(String path) {
        try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
