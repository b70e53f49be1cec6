package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a message that could not be handled comes back, and when. Thread-safe.
record RetryPolicy(Inbox inbox, Meter meter, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(RetryPolicy.class);

    /// How long a message that fails by itself is tried, from when it was received first.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// How long a message that holds up no other is tried if it only takes too long: where much is done at once, that
    /// may be the fault of others.
    private static final Duration PATIENCE_WITH_SLOW = Duration.ofMinutes(2);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    /// How long an outage is waited out. Shorter than the receives that the queue allows last.
    private static final Duration LONGEST_OUTAGE = Duration.ofHours(12);

    /// How long a message of a newer version waits for it: longer than a deployment serves with both, its canary
    /// included.
    private static final Duration DEPLOYMENT = Duration.ofMinutes(15);

    Verdict unreadable(SQSMessage message, UnreadableException e) {
        return e.isNewer() ? newer(message, e) : new Verdict.DeadLetter(e.getMessage());
    }

    /// It waits for its version, in its place at first, then behind the others of its group, which it holds up no
    /// longer.
    private Verdict newer(SQSMessage message, UnreadableException e) {
        Instant received = received(message);
        Instant since = Attributes.own(message, Inbox.SINCE)
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                .orElse(received);
        if (age(since).compareTo(DEPLOYMENT) > 0) {
            return new Verdict.DeadLetter(e.getMessage());
        }
        LOG.warn("message {} is for a newer version: {}", message.getMessageId(), e.getMessage());
        Verdict.Retry retry = Verdict.afterPause(Attributes.attempt(message), LONGEST_PAUSE);
        if (Attributes.order(message).isEmpty()
                || age(received).plus(retry.pause()).compareTo(PATIENCE) <= 0) {
            return retry;
        }
        inbox.putBehind(message, since);
        return Verdict.DONE;
    }

    /// Whether a message that failed comes back, or did so for too long.
    Verdict failed(SQSMessage message, Throwable failure) {
        boolean isAway = UnavailableException.isCauseOf(failure);
        Verdict.Retry retry = isAway
                ? Verdict.whileAway(Attributes.attempt(message))
                : Verdict.afterPause(Attributes.attempt(message), LONGEST_PAUSE);
        Duration age = age(received(message));
        LOG.error("message {} failed at attempt {}", message.getMessageId(), Attributes.attempt(message), failure);
        if (age.plus(retry.pause()).compareTo(isAway ? LONGEST_OUTAGE : patience(message, failure)) > 0) {
            return new Verdict.DeadLetter("it has failed for " + age.toSeconds() + " s");
        }
        meter.count("MessageFailed", "failed", 1);
        return retry;
    }

    private static Duration patience(SQSMessage message, Throwable failure) {
        return failure instanceof TimeoutException && Attributes.order(message).isEmpty()
                ? PATIENCE_WITH_SLOW
                : PATIENCE;
    }

    /// When a message was received first: now, if the queue does not say.
    private Instant received(SQSMessage message) {
        return Attributes.of(message, "ApproximateFirstReceiveTimestamp")
                .map(first -> Instant.ofEpochMilli(Long.parseLong(first)))
                .orElseGet(clock::instant);
    }

    private Duration age(Instant since) {
        return Duration.between(since, clock.instant());
    }
}
