package tidings.store.cache;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import tidings.aws.IamSigner;

/// The IAM token that replaces a password, signed locally for each connection.
/// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
record IamToken(CacheConfig config, AwsCredentialsProvider credentials) implements Supplier<RedisCredentials> {
    @Override
    public RedisCredentials get() {
        return new DefaultRedisCredentials(config.user(), token());
    }

    String token() {
        return new IamSigner("elasticache", config.region(), credentials)
                .token(
                        config.name().toLowerCase(Locale.ROOT),
                        Map.of("User", config.user(), "ResourceType", "ServerlessCache"));
    }
}
