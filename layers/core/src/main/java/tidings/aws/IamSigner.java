package tidings.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// Signs tokens that take a password's place where IAM lets somebody in: a presigned request to connect, without its
/// scheme. Calls nobody.
///
/// @param service as it is called in a signature, such as `rds-db`
public record IamSigner(String service, String region, AwsCredentialsProvider credentials) {
    /// The longest that RDS and ElastiCache allow between signing and connecting.
    private static final Duration LIFE = Duration.ofMinutes(15);

    /// A token for one connection.
    ///
    /// @param authority `host` or `host:port`
    /// @param parameters who connects, in the service's own words
    public String token(String authority, Map<String, String> parameters) {
        SdkHttpRequest.Builder connect = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://" + authority + "/"))
                .putRawQueryParameter("Action", "connect");
        parameters.forEach(connect::putRawQueryParameter);
        String url = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials.resolveCredentials())
                        .request(connect.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, LIFE))
                .request()
                .getUri()
                .toString();
        return url.substring("https://".length());
    }
}
