package tidings.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The schema, brought up to date.
public final class Migrations {
    private Migrations() {}

    /// Applies what is missing, under Flyway's lock; returns how many migrations that were. To be run on the direct
    /// endpoint: the lock would pin a connection of RDS Proxy.
    public static int apply(DataSource direct) {
        return Flyway.configure()
                .dataSource(direct)
                .locations("classpath:db/migration")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
