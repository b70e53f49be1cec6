package tidings.scraper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.domain.SourceProblem;
import tidings.aws.Json;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Refused;

/// What Reddit's answers mean that bring no listing.
final class Statuses {
    private static final int LARGEST_ERROR = 16_384;
    private static final Duration USUAL_WAIT = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private Statuses() {}

    /// Returns for an answer of 200, otherwise stops the reading.
    static void check(Transport.Answer answer, Instant now) throws FetchException, IOException {
        if (answer.status() != 200) {
            throw new FetchException(meaning(answer, now));
        }
    }

    /// Reddit redirects to its search page where there is no subreddit of that name. A 403 in HTML is the firewall in
    /// front of Reddit: it means this address, not the subreddit.
    private static FetchResult meaning(Transport.Answer answer, Instant now) throws IOException {
        int status = answer.status();
        return switch (status) {
            case 302 -> new Refused(SourceProblem.MISSING);
            case 404 -> new Refused(reason(answer).orElse(SourceProblem.MISSING));
            case 403 ->
                answer.is("html")
                        ? later(SourceProblem.BLOCKED, answer, now, "this address is blocked (403)")
                        : new Refused(reason(answer).orElse(SourceProblem.PRIVATE));
            case 429 -> later(SourceProblem.THROTTLED, answer, now, "throttled (429)");
            case 503 -> later(SourceProblem.UNAVAILABLE, answer, now, "overloaded (503)");
            default -> new Later(SourceProblem.UNAVAILABLE, now, "status " + status);
        };
    }

    private static Optional<SourceProblem> reason(Transport.Answer answer) throws IOException {
        if (!answer.is("json")) {
            return Optional.empty();
        }
        JsonNode error;
        try {
            error = Json.mapper().readTree(answer.body().readNBytes(LARGEST_ERROR));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty(); // the status alone says enough
        }
        return switch (error.path("reason").asText()) {
            case "private", "gold_only", "employees_only" -> Optional.of(SourceProblem.PRIVATE);
            case "banned" -> Optional.of(SourceProblem.BANNED);
            case "quarantined", "gated" -> Optional.of(SourceProblem.QUARANTINED);
            default -> Optional.empty();
        };
    }

    private static Later later(SourceProblem trouble, Transport.Answer answer, Instant now, String what) {
        return new Later(trouble, now.plus(wait(answer)), what);
    }

    /// What the answer itself asks for: `Retry-After`, else the end of the rate window, within reason.
    static Duration wait(Transport.Answer answer) {
        return Stream.of("retry-after", "x-ratelimit-reset")
                .flatMap(name -> answer.header(name).stream())
                .filter(text -> text.matches("[0-9]{1,6}(\\.[0-9]+)?"))
                .map(text -> Duration.ofSeconds((long) Math.ceil(Double.parseDouble(text))))
                .findFirst()
                .map(asked -> asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked)
                .orElse(USUAL_WAIT);
    }
}
