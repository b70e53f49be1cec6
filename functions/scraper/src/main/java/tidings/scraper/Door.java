package tidings.scraper;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import tidings.budget.RequestBudget;
import tidings.budget.RequestBudget.Taken;
import tidings.budget.Trouble;
import tidings.budget.Urgency;
import tidings.platform.Breaker;
import tidings.platform.BreakerOpenException;
import tidings.platform.Deadline;
import tidings.platform.Meter;
import tidings.scraper.Reading.Later;
import tidings.scraper.Reading.Read;
import tidings.scraper.Reading.Refused;

/// A door of Reddit: asks no more than all environments together may, leaves Reddit alone while it does not answer, and
/// lets all environments know how it was found. Thread-safe.
final class Door {
    /// Opens on ten bad requests: the attempts of one listing alone, which may be at fault itself, are fewer.
    static final Breaker.Settings BREAKER = new Breaker.Settings(20, 10, Duration.ofSeconds(8), Duration.ofSeconds(30));

    private final Transport transport;
    private final RequestBudget budget;
    private final Breaker breaker;
    private final Meter meter;
    private final InstantSource clock;

    Door(Transport transport, RequestBudget budget, Breaker breaker, Meter meter, InstantSource clock) {
        this.transport = transport;
        this.budget = budget;
        this.breaker = breaker;
        this.meter = meter;
        this.clock = clock;
    }

    /// Takes a request from the budget and makes it.
    Transport.Answer ask(Transport.Ask ask, Urgency urgency, Deadline deadline) throws IOException, ReadingStopped {
        Taken.Permit permit = permit(urgency);
        Transport.Answer answer = askFree(ask, deadline);
        if (answer.status() == 429) {
            budget.closed(permit, Statuses.wait(answer));
            budget.troubled(Trouble.THROTTLED);
        } else {
            hear(permit, answer);
        }
        return answer;
    }

    /// Makes a request that Reddit does not count.
    Transport.Answer askFree(Transport.Ask ask, Deadline deadline) throws IOException, ReadingStopped {
        try {
            return breaker.call(
                    () -> transport.send(ask, deadline),
                    answer -> answer.status() >= 500,
                    failure -> failure instanceof IOException);
        } catch (BreakerOpenException e) {
            throw new ReadingStopped(new Later(Trouble.SILENT, clock.instant().plus(e.pause()), e.getMessage()));
        }
    }

    /// How a reading through this door ended tells how the door is.
    Reading noted(Reading reading) {
        switch (reading) {
            case Read _, Refused _ -> budget.answered();
            case Later later when later.trouble() != Trouble.THROTTLED -> budget.troubled(later.trouble());
            case Later _ -> {} // noted when Reddit said so; the budget's own refusals are no trouble
        }
        return reading;
    }

    private Taken.Permit permit(Urgency urgency) throws ReadingStopped {
        String who = urgency.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return switch (budget.take(urgency)) {
            case Taken.Permit permit -> {
                meter.count("RequestsTaken", who, 1);
                yield permit;
            }
            case Taken.Closed(var until) -> {
                meter.count("RequestsRefused", who, 1);
                throw new ReadingStopped(new Later(Trouble.THROTTLED, until, "the rate limit is used up"));
            }
        };
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
