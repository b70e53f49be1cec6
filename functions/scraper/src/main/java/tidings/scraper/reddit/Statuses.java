package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.aws.Json;
import tidings.domain.SourceProblem;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Transport;

/// What the status of a response means that holds no feed.
final class Statuses {
    private static final int MAX_ERROR_BYTES = 16_384;
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(60);
    private static final Duration MAX_WAIT = Duration.ofMinutes(15);

    private Statuses() {}

    /// Throws unless the status is 200.
    static void check(Transport.Response response, Instant now) throws FetchException, IOException {
        if (response.status() != 200) {
            throw new FetchException(result(response, now));
        }
    }

    /// Reddit redirects to its search page if there is no subreddit of that name. A 403 in HTML comes from the firewall
    /// in front of Reddit and concerns this IP address, not the subreddit.
    private static FetchResult result(Transport.Response response, Instant now) throws IOException {
        int status = response.status();
        return switch (status) {
            case 302 -> new Refused(SourceProblem.MISSING);
            case 404 -> new Refused(reason(response).orElse(SourceProblem.MISSING));
            case 403 ->
                response.is("html")
                        ? failed(SourceProblem.BLOCKED, response, now, "this IP address is blocked (403)")
                        : new Refused(reason(response).orElse(SourceProblem.PRIVATE));
            case 429 -> failed(SourceProblem.THROTTLED, response, now, "throttled (429)");
            case 503 -> failed(SourceProblem.UNAVAILABLE, response, now, "overloaded (503)");
            default -> new Failed(SourceProblem.UNAVAILABLE, now, "status " + status);
        };
    }

    private static Optional<SourceProblem> reason(Transport.Response response) throws IOException {
        if (!response.is("json")) {
            return Optional.empty();
        }
        JsonNode error;
        try {
            error = Json.mapper().readTree(response.body().readNBytes(MAX_ERROR_BYTES));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty(); // the status decides alone
        }
        return switch (error.path("reason").asText()) {
            case "private", "gold_only", "employees_only" -> Optional.of(SourceProblem.PRIVATE);
            case "banned" -> Optional.of(SourceProblem.BANNED);
            case "quarantined", "gated" -> Optional.of(SourceProblem.QUARANTINED);
            default -> Optional.empty();
        };
    }

    private static Failed failed(SourceProblem problem, Transport.Response response, Instant now, String detail) {
        return new Failed(problem, now.plus(wait(response)), detail);
    }

    /// How long Reddit wants no more requests: `Retry-After`, else the end of the rate window, with an upper limit.
    static Duration wait(Transport.Response response) {
        return Stream.of("retry-after", "x-ratelimit-reset")
                .flatMap(name -> response.header(name).stream())
                .filter(text -> text.matches("[0-9]{1,6}(\\.[0-9]+)?"))
                .map(text -> Duration.ofSeconds((long) Math.ceil(Double.parseDouble(text))))
                .findFirst()
                .map(wait -> wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait)
                .orElse(DEFAULT_WAIT);
    }
}
