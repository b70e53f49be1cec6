package tidings.store;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import tidings.aws.Env;

/// The address of the database without RDS Proxy, for migrations.
///
/// @param sslMode pgjdbc's `sslmode`
public record DirectEndpoint(String host, int port, String sslMode) {
    private static final int CONNECT_SECONDS = 5;

    public static DirectEndpoint from(Env env) {
        return new DirectEndpoint(
                env.text("DATABASE_HOST"), env.number("DATABASE_PORT", 1), env.text("DATABASE_SSL_MODE"));
    }

    /// Connections of this user, without a timeout for statements.
    public DataSource enteredBy(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(DatabaseConfig.NAME);
        source.setUser(user);
        source.setPassword(password);
        source.setSslMode(sslMode);
        if (sslMode.startsWith("verify")) {
            source.setSslfactory(RdsSocketFactory.class.getName());
        }
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("migrations");
        return source;
    }
}
