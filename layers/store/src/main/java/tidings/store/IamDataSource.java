package tidings.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import tidings.aws.IamSigner;

/// Connections that log in with an IAM token instead of a password, signed locally for each connection.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.Connecting.html
final class IamDataSource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    private final String authority;
    private final transient IamSigner signer;

    IamDataSource(DatabaseConfig config) {
        this(config, DefaultCredentialsProvider.builder().build());
    }

    IamDataSource(DatabaseConfig config, AwsCredentialsProvider credentials) {
        authority = config.host() + ":" + config.port();
        signer = new IamSigner("rds-db", config.region(), credentials);
        setURL(config.url());
    }

    @Override
    public Connection getConnection() throws SQLException {
        String token = signer.token(authority, Map.of("DBUser", DatabaseConfig.NAME));
        return getConnection(DatabaseConfig.NAME, token);
    }
}
