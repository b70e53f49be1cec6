package tidings.store.cache;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/// The token that takes a password's place, signed locally and anew for each connection.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
record IamToken(CacheConfig config, AwsCredentialsProvider credentials) implements Supplier<RedisCredentials> {
    private static final Duration LIFE = Duration.ofMinutes(15);

    @Override
    public RedisCredentials get() {
        return new DefaultRedisCredentials(config.user(), token());
    }

    String token() {
        SdkHttpRequest connect = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("http")
                .host(config.name().toLowerCase(Locale.ROOT))
                .encodedPath("/")
                .putRawQueryParameter("Action", "connect")
                .putRawQueryParameter("User", config.user())
                .putRawQueryParameter("ResourceType", "ServerlessCache")
                .build();
        String url = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials.resolveCredentials())
                        .request(connect)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "elasticache")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, config.region())
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, LIFE))
                .request()
                .getUri()
                .toString();
        return url.substring("http://".length());
    }
}
