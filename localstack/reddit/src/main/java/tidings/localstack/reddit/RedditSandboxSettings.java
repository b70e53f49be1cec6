package tidings.localstack.reddit;

import java.time.Duration;
import java.time.InstantSource;

/// The settings of a sandbox Reddit.
///
/// @param port where it listens on 127.0.0.1; 0 takes any free port
/// @param clientId the only client id that gets tokens
/// @param clientSecret that client's secret
/// @param clock decides which posts exist, how old they are, and when tokens and rate windows end
/// @param feedInterval the minimum interval between two RSS responses to one IP address
/// @param delay the delay of a slow response
/// @param more how many communities there are besides the usual ones: `club_1`, `club_2` and so on, each of
///     which has a new post every minute
public record RedditSandboxSettings(
        int port,
        String clientId,
        String clientSecret,
        InstantSource clock,
        Duration feedInterval,
        Duration delay,
        int more) {

    /// Credentials `sandbox-client` / `sandbox-secret`, Reddit's own feed interval, slow responses after 20
    /// seconds.
    public static RedditSandboxSettings on(int port, InstantSource clock) {
        return new RedditSandboxSettings(
                port, "sandbox-client", "sandbox-secret", clock, Duration.ofSeconds(65), Duration.ofSeconds(20), 0);
    }

    public RedditSandboxSettings withDelay(Duration late) {
        return new RedditSandboxSettings(port, clientId, clientSecret, clock, feedInterval, late, more);
    }

    public RedditSandboxSettings withMore(int communities) {
        return new RedditSandboxSettings(port, clientId, clientSecret, clock, feedInterval, delay, communities);
    }
}
