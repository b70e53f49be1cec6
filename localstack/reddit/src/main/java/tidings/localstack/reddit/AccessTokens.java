package tidings.localstack.reddit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Issues application-only bearer tokens to its one client, each valid for an hour. Thread-safe.
final class AccessTokens {
    private static final Duration LIFE = Duration.ofHours(1);

    private final RedditSandboxSettings settings;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    AccessTokens(RedditSandboxSettings settings) {
        this.settings = settings;
    }

    /// Handles `POST /api/v1/access_token`.
    RedditResponse issue(RedditRequest request) {
        String expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (settings.clientId() + ":" + settings.clientSecret()).getBytes(StandardCharsets.UTF_8));
        String given = request.header("Authorization").orElse("");
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
            return RedditResponse.error(401, "Unauthorized");
        }
        if (!request.parameter("grant_type").equals("client_credentials")) {
            return RedditResponse.json(200, "{\"error\": \"unsupported_grant_type\"}");
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = settings.clock().instant();
        ends.values().removeIf(now::isAfter);
        ends.put(token, now.plus(LIFE));
        return RedditResponse.json(
                200,
                "{\"access_token\": \"" + token + "\", \"token_type\": \"bearer\", \"expires_in\": " + LIFE.toSeconds()
                        + ", \"scope\": \"*\"}");
    }

    boolean accepts(String authorization) {
        if (!authorization.regionMatches(true, 0, "bearer ", 0, 7)) {
            return false;
        }
        Instant end = ends.get(authorization.substring(7).strip());
        return end != null && settings.clock().instant().isBefore(end);
    }

    /// Invalidates every issued token, as when Reddit revokes an application's access.
    void revokeAll() {
        ends.clear();
    }
}
