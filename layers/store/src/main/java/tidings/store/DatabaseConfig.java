package tidings.store;

import java.time.Duration;
import tidings.aws.Env;
import tidings.settings.Profile;

/// The address of the database and how to log in.
///
/// @param sslMode pgjdbc's `sslmode`
/// @param service the application name of its connections
/// @param region the AWS region that the IAM token is signed for
/// @param profile sets the size of the pool and the threshold of a slow statement
/// @param retention how long posts are kept since they were last seen
public record DatabaseConfig(
        String host, int port, String sslMode, String service, String region, Profile profile, Duration retention) {
    /// The name of the database and of its user, who logs in with an IAM token only.
    static final String NAME = "tidings";

    public DatabaseConfig {
        if (!retention.isPositive() || retention.compareTo(Retention.MAX) > 0) {
            throw new IllegalStateException("environment variable RETENTION_HOURS must be from 1 to "
                    + Retention.MAX.toHours() + ", not " + retention.toHours());
        }
    }

    /// Posts are kept as long as they may be.
    public DatabaseConfig(String host, int port, String sslMode, String service, String region, Profile profile) {
        this(host, port, sslMode, service, region, profile, Retention.MAX);
    }

    public static DatabaseConfig from(Env env) {
        return new DatabaseConfig(
                env.text("DATABASE_HOST"),
                env.number("DATABASE_PORT", 1),
                env.text("DATABASE_SSL_MODE"),
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.text("AWS_REGION"),
                Profile.of(env),
                Duration.ofHours(env.number("RETENTION_HOURS", 1)));
    }

    /// Nothing in it may make pgjdbc send a `SET` or name a prepared statement: either would pin a connection of RDS
    /// Proxy to this environment (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html).
    /// Without a proxy the same holds: a name would save some planning, but one plan for all values slows searches
    /// (`loadtest/PERFORMANCE.md`).
    /// The detail of an error quotes rows, so it is kept out of exceptions and logs.
    String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + NAME + "?sslmode=" + sslMode
                + (sslMode.startsWith("verify") ? "&sslfactory=" + RdsSocketFactory.class.getName() : "")
                + "&assumeMinServerVersion=14&ApplicationName=" + service
                + "&prepareThreshold=0&connectTimeout=3&socketTimeout=4&tcpKeepAlive=true&logServerErrorDetail=false";
    }
}
