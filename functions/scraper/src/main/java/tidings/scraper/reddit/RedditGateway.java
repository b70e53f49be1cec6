package tidings.scraper.reddit;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import tidings.aws.Breaker;
import tidings.aws.BreakerOpenException;
import tidings.aws.Deadline;
import tidings.aws.Meter;
import tidings.aws.Segment;
import tidings.domain.Community;
import tidings.domain.SourceProblem;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.RequestBudget.Decision;
import tidings.ratelimit.SourceHealth;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Transport;

/// Every request to Reddit: stays within the request budget that all environments share, stops while Reddit is down
/// (circuit breaker), and records Reddit's health for all environments. Thread-safe.
record RedditGateway(Transport transport, RequestBudget budget, Breaker breaker, Meter meter, InstantSource clock) {
    /// Opens on ten failed requests: more than the attempts for one feed, which may itself be at fault.
    private static final Breaker.Settings BREAKER = new Breaker.Settings(
            20,
            10,
            Duration.ofSeconds(8),
            Duration.ofSeconds(30),
            result -> result instanceof Transport.Response response && response.status() >= 500,
            e -> e instanceof IOException && !(e instanceof FetchException));

    /// The requests of one fetch.
    @FunctionalInterface
    interface Fetch {
        Fetched run() throws IOException;
    }

    RedditGateway(Transport transport, RequestBudget budget, Meter meter, InstantSource clock) {
        this(transport, budget, new Breaker("reddit", BREAKER, clock), meter, clock);
    }

    /// Runs a fetch and records from its result whether Reddit answers.
    ///
    /// @param retryAfter when a broken response can be retried
    /// @param community whose feed it is; empty if it is of none, which nobody refuses
    FetchResult fetch(Duration retryAfter, Optional<Community> community, Fetch fetch) {
        FetchResult result;
        try {
            result = fetch.run();
        } catch (FetchException e) {
            result = e.result();
        } catch (IOException e) {
            String detail = e instanceof MalformedResponseException
                    ? e.getMessage()
                    : e.getClass().getSimpleName();
            result = new Failed(SourceProblem.UNAVAILABLE, clock.instant().plus(retryAfter), detail);
        }
        if (result instanceof Refused && community.map(budget::refused).orElse(true)) {
            result = new Failed(
                    SourceProblem.BLOCKED,
                    clock.instant().plus(Statuses.DEFAULT_WAIT),
                    "Reddit refused several communities in a row, so it probably lets nobody in");
        }
        switch (result) {
            case Fetched _ -> budget.succeeded();
            case Refused _ -> {} // recorded above
            case Failed failed when failed.problem() != SourceProblem.THROTTLED -> failed(failed.problem());
            case Failed _ -> {} // recorded with the response; a denial of the budget itself is not Reddit's
        }
        return result;
    }

    /// Makes a request that counts against the budget; a redirect to the same listing is followed once,
    /// with the same permit.
    Transport.Response request(Transport.Request request, Urgency urgency, Deadline deadline) throws IOException {
        return guarded(() -> {
            Decision.Permit permit = permit(urgency);
            Transport.Response response = send(permit, request, deadline);
            Optional<URI> elsewhere = Redirect.follow(response);
            if (elsewhere.isPresent()) {
                response.close();
                return send(permit, request.at(elsewhere.get()), deadline);
            }
            return response;
        });
    }

    private Transport.Response send(Decision.Permit permit, Transport.Request request, Deadline deadline)
            throws IOException {
        Transport.Response response = Segment.remote("Reddit", () -> transport.send(request, deadline));
        record(permit, response);
        return response;
    }

    /// Throws unless the response is a success of that content type.
    void check(Transport.Response response, String contentType) throws IOException {
        if (response.status() != 200) {
            throw new FetchException(Statuses.result(response, clock.instant()));
        }
        if (!response.is(contentType)) {
            throw new MalformedResponseException(
                    response.header("content-type").orElse("no content type") + " instead of " + contentType);
        }
    }

    private Transport.Response guarded(Breaker.Call<Transport.Response, IOException> call) throws IOException {
        try {
            return breaker.call(call);
        } catch (BreakerOpenException e) {
            throw new FetchException(
                    new Failed(SourceProblem.UNAVAILABLE, clock.instant().plus(e.pause()), e.getMessage()));
        }
    }

    private Decision.Permit permit(Urgency urgency) throws FetchException {
        return switch (budget.take(urgency)) {
            case Decision.Permit permit -> permit;
            case Decision.Denied(var until) -> {
                if (budget.health() != SourceHealth.ALIVE) {
                    meter.count("ListingRead", "failed", 1);
                }
                throw new FetchException(new Failed(SourceProblem.THROTTLED, until, "the rate limit is used up", true));
            }
        };
    }

    /// Our own rate limit is no failure of Reddit's, unless Reddit set it.
    private void failed(SourceProblem problem) {
        budget.failed(problem);
        meter.count("ListingRead", "failed", 1);
    }

    /// Reddit reports its rate limit with each response.
    private void record(Decision.Permit permit, Transport.Response response) {
        Optional<Double> remaining = Statuses.number(response, "x-ratelimit-remaining");
        Optional<Double> reset = Statuses.number(response, "x-ratelimit-reset");
        if (response.status() == 429) {
            budget.throttled(permit, Statuses.wait(response, clock.instant()));
            failed(SourceProblem.THROTTLED);
        } else if (remaining.isPresent() && reset.isPresent()) {
            budget.limitReported(permit, remaining.get().intValue(), Duration.ofSeconds((long) Math.ceil(reset.get())));
        }
    }
}
