package tidings.store;

import tidings.aws.Env;
import tidings.settings.Profile;

/// Where the database is and how it is entered.
///
/// @param sslMode pgjdbc's `sslmode`
/// @param service named to the database as the application
/// @param region signs the token that takes a password's place
/// @param profile how many connections there are, and from when on a statement is slow
public record DatabaseConfig(String host, int port, String sslMode, String service, String region, Profile profile) {
    /// The database and the user of that name, who may log in with a token of IAM only.
    static final String NAME = "tidings";

    public static DatabaseConfig from(Env env) {
        return new DatabaseConfig(
                env.text("DATABASE_HOST"),
                env.number("DATABASE_PORT", 1),
                env.text("DATABASE_SSL_MODE"),
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.text("AWS_REGION"),
                Profile.of(env));
    }

    /// Nothing in it may make pgjdbc send a `SET` or name a prepared statement: either would pin a connection of RDS
    /// Proxy to this environment (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html).
    /// The detail of an error quotes rows and is left out of what is logged.
    String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + NAME + "?sslmode=" + sslMode
                + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                + "&assumeMinServerVersion=14&ApplicationName=" + service
                + "&prepareThreshold=0&connectTimeout=3&socketTimeout=8&tcpKeepAlive=true&logServerErrorDetail=false";
    }
}
