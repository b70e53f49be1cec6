package tidings.scraper.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tidings.aws.Json;
import tidings.domain.SourceProblem;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Transport;

/// What the status of a response means that holds no feed.
final class Statuses {
    private static final int MAX_ERROR_BYTES = 16_384;
    static final Duration DEFAULT_WAIT = Duration.ofSeconds(60);

    /// A refusal without a reason has often passed when it is tried again.
    private static final Duration PASSING = Duration.ofSeconds(1);

    private static final Duration MAX_WAIT = Duration.ofMinutes(15);

    private static final double MAX_NUMBER = 1e9;

    private Statuses() {}

    /// The result of a response whose status is not 200. A subreddit is refused only for a reason that Reddit names: a
    /// 403 without one concerns this client, and in HTML this IP address, which a firewall blocks.
    static FetchResult result(Transport.Response response, Instant now) {
        int status = response.status();
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                switch (Redirect.of(response)) {
                    case SEARCH, OTHER_COMMUNITY -> new Refused(SourceProblem.MISSING);
                    case QUARANTINE -> new Refused(SourceProblem.QUARANTINED);
                    case SAME_LISTING, NOWHERE ->
                        new Failed(
                                SourceProblem.UNAVAILABLE,
                                now,
                                "a redirect in a circle or to nowhere (" + status + ")");
                    case ELSEWHERE ->
                        failed(SourceProblem.BLOCKED, response, now, "redirected to another page (" + status + ")");
                };
            case 404, 410 -> new Refused(reason(response).orElse(SourceProblem.MISSING));
            case 403 ->
                reason(response)
                        .<FetchResult>map(Refused::new)
                        .orElseGet(() -> response.is("html")
                                ? failed(SourceProblem.BLOCKED, response, now, "this IP address is blocked (403)")
                                : new Failed(
                                        SourceProblem.BLOCKED,
                                        now.plus(demanded(response, now).orElse(PASSING)),
                                        "refused without a reason (403)"));
            case 429 -> failed(SourceProblem.THROTTLED, response, now, "throttled (429)");
            case 503 -> failed(SourceProblem.UNAVAILABLE, response, now, "overloaded (503)");
            default ->
                new Failed(
                        SourceProblem.UNAVAILABLE,
                        now.plus(demanded(response, now).orElse(Duration.ZERO)),
                        "status " + status);
        };
    }

    private static Optional<SourceProblem> reason(Transport.Response response) {
        if (!response.is("json")) {
            return Optional.empty();
        }
        JsonNode error;
        try {
            error = Json.mapper().readTree(response.body().readNBytes(MAX_ERROR_BYTES));
        } catch (IOException unreadable) {
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
        return new Failed(problem, now.plus(wait(response, now)), detail);
    }

    /// How long Reddit wants no more requests: `Retry-After`, else the end of the rate window, with an upper limit.
    static Duration wait(Transport.Response response, Instant now) {
        return demanded(response, now)
                .or(() -> seconds(response, "x-ratelimit-reset"))
                .map(Statuses::limited)
                .orElse(DEFAULT_WAIT);
    }

    private static Optional<Duration> demanded(Transport.Response response, Instant now) {
        return seconds(response, "retry-after")
                .or(() -> response.header("retry-after").flatMap(text -> until(text, now)))
                .map(Statuses::limited);
    }

    /// The other form of `Retry-After`, a date.
    private static Optional<Duration> until(String text, Instant now) {
        try {
            Duration wait = Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> seconds(Transport.Response response, String header) {
        return number(response, header).map(seconds -> Duration.ofSeconds((long) Math.ceil(seconds)));
    }

    /// A header that is a number, with a fraction or without; at most a billion.
    static Optional<Double> number(Transport.Response response, String header) {
        return response.header(header)
                .map(String::strip)
                .filter(text -> text.matches("[0-9]+(\\.[0-9]+)?"))
                .map(text -> Math.min(Double.parseDouble(text), MAX_NUMBER));
    }

    private static Duration limited(Duration wait) {
        return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }
}
