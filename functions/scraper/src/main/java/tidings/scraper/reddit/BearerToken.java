package tidings.scraper.reddit;

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
import java.util.regex.Pattern;
import tidings.aws.Deadline;
import tidings.aws.Json;
import tidings.domain.SourceProblem;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Transport;

/// The access token of the OAuth client, cached until shortly before it expires. Thread-safe.
final class BearerToken {
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final int MAX_BYTES = 16_384;
    private static final int MAX_SECONDS = 86_400;

    /// What a header can hold.
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    /// The id and secret of the OAuth client.
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
    private Instant expires = Instant.MIN;

    /// @param base URL that has `/api/v1/access_token`
    /// @param client read for each new token, so that a rotated secret is soon used
    BearerToken(URI base, Supplier<Client> client, RedditGateway gateway, InstantSource clock) {
        this.tokenUrl = URI.create(base + "/api/v1/access_token");
        this.client = client;
        this.gateway = gateway;
        this.clock = clock;
    }

    synchronized String get(Urgency urgency, Deadline deadline) throws IOException {
        if (!clock.instant().isBefore(expires)) {
            refresh(urgency, deadline);
        }
        return token;
    }

    /// Drops a refused token, unless it was renewed in the meantime.
    synchronized void refused(String used) {
        if (used.equals(token)) {
            expires = Instant.MIN;
        }
    }

    private void refresh(Urgency urgency, Deadline deadline) throws IOException {
        Client current = client.get();
        String basic = Base64.getEncoder()
                .encodeToString((current.clientId() + ":" + current.clientSecret()).getBytes(StandardCharsets.UTF_8));
        Transport.Request request = new Transport.Request(
                tokenUrl,
                Map.of("Authorization", "Basic " + basic, "Content-Type", "application/x-www-form-urlencoded"),
                Optional.of("grant_type=client_credentials"));
        try (Transport.Response response = gateway.request(request, urgency, deadline)) {
            Instant now = clock.instant();
            if (response.status() == 401) {
                throw new FetchException(new Failed(
                        SourceProblem.BLOCKED,
                        now,
                        "Reddit does not know this client (401): check RedditClientId and RedditClientSecret"));
            }
            if (response.status() != 200) {
                throw new FetchException(
                        switch (Statuses.result(response, now)) {
                            case Failed failed -> failed;
                            case Fetched _, Refused _ ->
                                new Failed(
                                        SourceProblem.UNAVAILABLE, now, "status " + response.status() + " for a token");
                        });
            }
            JsonNode granted = granted(response);
            token = granted.path("access_token").asText();
            expires = now.plusSeconds(Math.clamp(granted.path("expires_in").asLong(), 0, MAX_SECONDS))
                    .minus(MARGIN);
        }
    }

    private static JsonNode granted(Transport.Response response) throws IOException {
        try {
            JsonNode granted = Json.mapper().readTree(response.body().readNBytes(MAX_BYTES));
            if (TOKEN.matcher(granted.path("access_token").asText("")).matches()) {
                return granted;
            }
        } catch (JsonProcessingException unreadable) {
            // Reported below; the parser's message can quote the token.
        }
        throw new MalformedResponseException("a response without a token");
    }
}
