package tidings.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// Connections entered with a token that IAM signs in place of a password, made anew for each connection and locally.
/// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.Connecting.html
final class IamDataSource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    private final transient DatabaseConfig config;
    private final transient AwsCredentialsProvider credentials;

    IamDataSource(DatabaseConfig config) {
        this(config, DefaultCredentialsProvider.builder().build());
    }

    IamDataSource(DatabaseConfig config, AwsCredentialsProvider credentials) {
        this.config = config;
        this.credentials = credentials;
        setURL(config.url());
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(DatabaseConfig.NAME, token());
    }

    private String token() {
        SdkHttpRequest connect = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(config.host())
                .port(config.port())
                .encodedPath("/")
                .putRawQueryParameter("Action", "connect")
                .putRawQueryParameter("DBUser", DatabaseConfig.NAME)
                .build();
        String url = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials.resolveCredentials())
                        .request(connect)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, config.region())
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, TOKEN_LIFE))
                .request()
                .getUri()
                .toString();
        return url.substring("https://".length());
    }
}
