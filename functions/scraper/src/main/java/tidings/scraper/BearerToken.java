package tidings.scraper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tidings.domain.SourceProblem;
import tidings.aws.Deadline;
import tidings.aws.Json;
import tidings.scraper.FetchResult.Later;

/// The token that Reddit gives an application, kept until shortly before it ends. Thread-safe.
final class BearerToken {
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final int LARGEST = 16_384;

    /// The application's id and secret at Reddit.
    record Client(String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Client " + clientId;
        }
    }

    private final URI tokenUrl;
    private final Supplier<Client> client;
    private final RedditGateway gateway;
    private final InstantSource clock;
    private String token = "";
    private Instant ends = Instant.MIN;

    /// @param base the address below which `/api/v1/access_token` is
    /// @param client asked for each new token, so that a rotated secret is soon in use
    BearerToken(URI base, Supplier<Client> client, RedditGateway gateway, InstantSource clock) {
        this.tokenUrl = URI.create(base + "/api/v1/access_token");
        this.client = client;
        this.gateway = gateway;
        this.clock = clock;
    }

    synchronized String get(Deadline deadline) throws IOException, FetchException {
        if (!clock.instant().isBefore(ends)) {
            refresh(deadline);
        }
        return token;
    }

    /// Drops a token that was refused, unless a newer one has taken its place.
    synchronized void refused(String used) {
        if (used.equals(token)) {
            ends = Instant.MIN;
        }
    }

    private void refresh(Deadline deadline) throws IOException, FetchException {
        Client known = client.get();
        String basic = Base64.getEncoder()
                .encodeToString((known.clientId() + ":" + known.clientSecret()).getBytes(StandardCharsets.UTF_8));
        Transport.Ask ask = new Transport.Ask(
                tokenUrl,
                Map.of("Authorization", "Basic " + basic, "Content-Type", "application/x-www-form-urlencoded"),
                Optional.of("grant_type=client_credentials"));
        try (Transport.Answer answer = gateway.askFree(ask, deadline)) {
            Instant now = clock.instant();
            if (answer.status() == 401) {
                throw new FetchException(new Later(
                        SourceProblem.BLOCKED,
                        now,
                        "Reddit does not know this client (401): check RedditClientId and RedditClientSecret"));
            }
            Statuses.check(answer, now);
            JsonNode granted = granted(answer, now);
            token = granted.path("access_token").asText();
            ends = now.plusSeconds(granted.path("expires_in").asLong()).minus(MARGIN);
        }
    }

    private static JsonNode granted(Transport.Answer answer, Instant now) throws IOException, FetchException {
        try {
            JsonNode granted = Json.mapper().readTree(answer.body().readNBytes(LARGEST));
            if (!granted.path("access_token").asText().isEmpty()) {
                return granted;
            }
        } catch (JsonProcessingException unreadable) {
            // Said below; the parser's own words could quote the token.
        }
        throw new FetchException(new Later(SourceProblem.UNAVAILABLE, now, "an answer without a token"));
    }
}
