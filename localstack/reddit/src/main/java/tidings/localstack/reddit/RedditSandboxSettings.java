package tidings.localstack.reddit;

import java.time.Duration;
import java.time.InstantSource;

/// How a sandbox Reddit behaves.
///
/// @param port where it listens on 127.0.0.1; 0 takes any free port
/// @param clientId the only client id that is given tokens
/// @param clientSecret that client's secret
/// @param clock decides which posts exist, how old they are, and when tokens and rate windows end
/// @param feedInterval how long an address waits between two RSS answers
/// @param delay how late a slow answer comes
public record RedditSandboxSettings(
        int port, String clientId, String clientSecret, InstantSource clock, Duration feedInterval, Duration delay) {

    /// Credentials `sandbox-client` / `sandbox-secret`, Reddit's own feed interval, slow answers after 20 seconds.
    public static RedditSandboxSettings on(int port, InstantSource clock) {
        return new RedditSandboxSettings(
                port, "sandbox-client", "sandbox-secret", clock, Duration.ofSeconds(65), Duration.ofSeconds(20));
    }

    public RedditSandboxSettings withDelay(Duration late) {
        return new RedditSandboxSettings(port, clientId, clientSecret, clock, feedInterval, late);
    }
}
