package tidings.scraper;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.RequestBudget.Taken;
import tidings.domain.SourceProblem;
import tidings.ratelimit.Urgency;
import tidings.aws.Breaker;
import tidings.aws.BreakerOpenException;
import tidings.aws.Deadline;
import tidings.aws.Meter;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Fetched;
import tidings.scraper.FetchResult.Refused;

/// A gateway of Reddit: asks no more than all environments together may, leaves Reddit alone while it does not answer, and
/// lets all environments know how it was found. Thread-safe.
final class RedditGateway {
    /// Opens on ten bad requests: the attempts of one listing alone, which may be at fault itself, are fewer.
    static final Breaker.Settings BREAKER = new Breaker.Settings(20, 10, Duration.ofSeconds(8), Duration.ofSeconds(30));

    private final Transport transport;
    private final RequestBudget budget;
    private final Breaker breaker;
    private final Meter meter;
    private final InstantSource clock;

    RedditGateway(Transport transport, RequestBudget budget, Breaker breaker, Meter meter, InstantSource clock) {
        this.transport = transport;
        this.budget = budget;
        this.breaker = breaker;
        this.meter = meter;
        this.clock = clock;
    }

    /// Takes a request from the budget and makes it. While Reddit is left alone, none is taken.
    Transport.Answer ask(Transport.Ask ask, Urgency urgency, Deadline deadline) throws IOException, FetchException {
        Asked asked = guarded(
                () -> {
                    Taken taken = take(urgency);
                    return new Asked(
                            taken,
                            taken instanceof Taken.Permit
                                    ? Optional.of(transport.send(ask, deadline))
                                    : Optional.empty());
                },
                Asked::answer);
        return switch (asked.taken()) {
            case Taken.Permit permit -> noted(permit, asked.answer().orElseThrow());
            case Taken.Closed(var until) ->
                throw new FetchException(new Later(SourceProblem.THROTTLED, until, "the rate limit is used up"));
        };
    }

    /// Makes a request that Reddit does not count.
    Transport.Answer askFree(Transport.Ask ask, Deadline deadline) throws IOException, FetchException {
        return guarded(() -> transport.send(ask, deadline), Optional::of);
    }

    /// @param answer empty if the budget did not let the request through
    private record Asked(Taken taken, Optional<Transport.Answer> answer) {}

    private <T> T guarded(Breaker.Call<T, IOException> call, Function<T, Optional<Transport.Answer>> answer)
            throws IOException, FetchException {
        try {
            return breaker.call(
                    call,
                    given -> answer.apply(given)
                            .filter(shown -> shown.status() >= 500)
                            .isPresent(),
                    failure -> failure instanceof IOException);
        } catch (BreakerOpenException e) {
            throw new FetchException(new Later(SourceProblem.UNAVAILABLE, clock.instant().plus(e.pause()), e.getMessage()));
        }
    }

    private Transport.Answer noted(Taken.Permit permit, Transport.Answer answer) {
        if (answer.status() == 429) {
            budget.closed(permit, Statuses.wait(answer));
            budget.troubled(SourceProblem.THROTTLED);
        } else {
            hear(permit, answer);
        }
        return answer;
    }

    /// How a result through this gateway ended tells how the gateway is.
    FetchResult noted(FetchResult result) {
        switch (result) {
            case Fetched _, Refused _ -> budget.answered();
            case Later later when later.reason() != SourceProblem.THROTTLED -> budget.troubled(later.reason());
            case Later _ -> {} // noted when Reddit said so; the budget's own refusals are no trouble
        }
        return result;
    }

    private Taken take(Urgency urgency) {
        String who = urgency.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Taken taken = budget.take(urgency);
        meter.count(taken instanceof Taken.Permit ? "RequestsTaken" : "RequestsRefused", who, 1);
        return taken;
    }

    /// Reddit says with each answer what is left of the window.
    private void hear(Taken.Permit permit, Transport.Answer answer) {
        Optional<Double> remaining = number(answer, "x-ratelimit-remaining");
        Optional<Double> reset = number(answer, "x-ratelimit-reset");
        if (remaining.isPresent() && reset.isPresent()) {
            budget.heard(permit, remaining.get().intValue(), Duration.ofSeconds((long) Math.ceil(reset.get())));
        }
    }

    private static Optional<Double> number(Transport.Answer answer, String header) {
        return answer.header(header)
                .filter(text -> text.matches("[0-9]{1,6}(\\.[0-9]+)?"))
                .map(Double::valueOf);
    }
}
