package tidings.store.cache;

import tidings.aws.Env;

/// The address of Valkey and how to log in; both are empty without it.
///
/// @param name of the cache, which the IAM token is signed for
/// @param user that logs in with an IAM token
/// @param region the AWS region that the token is signed for
public record CacheConfig(Mode mode, String host, int port, String name, String user, String region) {
    public enum Mode {
        /// ElastiCache Serverless: a cluster over TLS with IAM authentication.
        SERVERLESS,
        /// A single local server without TLS or authentication.
        PLAIN,
        /// None: every read goes to its source.
        NONE
    }

    public static CacheConfig from(Env env) {
        Mode mode = env.choice("CACHE_MODE", Mode.class);
        if (mode == Mode.NONE) {
            return new CacheConfig(mode, "", 0, "", "", "");
        }
        return new CacheConfig(
                mode,
                env.text("CACHE_HOST"),
                env.number("CACHE_PORT", 1),
                env.text("CACHE_NAME"),
                env.text("CACHE_USER"),
                env.text("AWS_REGION"));
    }
}
