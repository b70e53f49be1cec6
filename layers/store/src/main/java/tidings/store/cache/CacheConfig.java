package tidings.store.cache;

import tidings.aws.Env;

/// Where Valkey is and how it is entered.
///
/// @param name of the cache, which the token of IAM is made for
/// @param user who enters it with a token of IAM
/// @param region signs the token
public record CacheConfig(Mode mode, String host, int port, String name, String user, String region) {
    public enum Mode {
        /// ElastiCache Serverless: a cluster, over TLS, entered with a token of IAM.
        SERVERLESS,
        /// One server on the same machine, without TLS, that lets everybody in.
        PLAIN
    }

    public static CacheConfig from(Env env) {
        return new CacheConfig(
                env.choice("CACHE_MODE", Mode.class),
                env.text("CACHE_HOST"),
                env.number("CACHE_PORT", 1),
                env.text("CACHE_NAME"),
                env.text("CACHE_USER"),
                env.text("AWS_REGION"));
    }
}
