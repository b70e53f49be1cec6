package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Handles the messages of an SQS event and reports those that are to come back. Thread-safe.
///
/// Groups are handled side by side, each on a thread of its own, so that one that waits holds up no other. The
/// messages behind one that comes back are left alone if they are of the *same group*, and come back with it, so that
/// a group's order holds (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
///
/// What becomes of a message that fails depends on the reason. While something that it needs is away, it comes back
/// for half a day. When it fails by itself, it is dead-lettered within half a minute, and its group goes on. Waiting
/// for its turn is no failure, nor is being of a version that is still being deployed.
///
/// Metric: `MessageFailed`, one count per failure; whether it is dead-lettered, the log tells.
///
/// @param reader reads a body; throws [UnreadableException] for one that will never be read
/// @param threads makes those of a batch
public record SqsBatch<M>(
        Function<String, M> reader, Inbox inbox, Meter meter, InstantSource clock, Supplier<ExecutorService> threads) {
    private static final Logger LOG = LoggerFactory.getLogger(SqsBatch.class);

    /// Kept of the invocation's time for what handlers leave to do.
    private static final Duration RESERVE = Duration.ofSeconds(2);

    /// Kept of that for the messages of a handler that does not return.
    private static final Duration LAST_RESERVE = Duration.ofSeconds(1);

    /// However little that is, threads get as long to end.
    private static final Duration LEAST_WAIT = Duration.ofMillis(500);

    private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

    private static final Verdict.Retry NEXT_INVOCATION = new Verdict.Retry(Duration.ofSeconds(1));

    public SqsBatch(Function<String, M> reader, Inbox inbox, Meter meter, InstantSource clock) {
        this(reader, inbox, meter, clock, () -> Executors.newThreadPerTaskExecutor(Invocation.THREADS));
    }

    /// The threads of the groups have the caller's trace and the fields of its log lines, and a deadline that leaves
    /// time to report what they did. Messages that they do not come to by then come back at once.
    public SQSBatchResponse handle(SQSEvent event, Role<M> role) {
        Deadline end = Deadline.current().within(LONGEST_INVOCATION);
        Optional<String> trace = Trace.current();
        Map<String, String> logFields =
                Optional.ofNullable(MDC.getCopyOfContextMap()).orElseGet(Map::of);
        together(event, role, end.earlier(RESERVE));
        List<Group> groups = groups(event).stream()
                .map(messages -> new Group(messages, role, end))
                .toList();
        // Not closed: that would wait for a handler that does not return.
        ExecutorService own = threads.get();
        groups.forEach(group -> own.execute(() -> {
            MDC.setContextMap(logFields);
            Trace.with(trace, () -> end.during(group::handled));
        }));
        await(own, end);
        List<BatchItemFailure> failures = groups.stream()
                .flatMap(group -> group.unhandled().stream())
                .map(message -> new BatchItemFailure(message.getMessageId()))
                .toList();
        own.shutdownNow();
        return new SQSBatchResponse(failures);
    }

    private void together(SQSEvent event, Role<M> role, Deadline work) {
        try {
            work.during(() -> {
                role.beforeBatch(() -> event.getRecords().stream()
                        .flatMap(message -> readable(message.getBody()).stream())
                        .toList());
                return true;
            });
        } catch (Throwable e) { // as of one message
            LOG.warn("a batch is handled message by message", e);
        }
    }

    private Optional<M> readable(String body) {
        try {
            return Optional.of(reader.apply(body));
        } catch (Throwable _) {
            return Optional.empty(); // whoever handles it says why
        }
    }

    private static void await(ExecutorService threads, Deadline end) {
        threads.shutdown();
        long left = Math.max(end.earlier(LAST_RESERVE).left().toMillis(), LEAST_WAIT.toMillis());
        try {
            if (!threads.awaitTermination(left, TimeUnit.MILLISECONDS)) {
                LOG.error("a handler does not return");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while messages were handled", e);
        }
    }

    /// The messages by their group; each that is of none makes one by itself.
    private static List<List<SQSMessage>> groups(SQSEvent event) {
        return List.copyOf(event.getRecords().stream()
                .collect(Collectors.groupingBy(
                        message -> Attributes.order(message).orElse("none " + message.getMessageId()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values());
    }

    /// The messages of a group, in their order, of which the first `done` are off the queue.
    private final class Group {
        private final List<SQSMessage> messages;
        private final Role<M> role;
        private final Deadline work;
        private int done;
        private boolean isSettling;
        private boolean isOver;

        Group(List<SQSMessage> messages, Role<M> role, Deadline end) {
            this.messages = messages;
            this.role = role;
            this.work = end.earlier(RESERVE);
        }

        /// Handles one message after the other, until one is to come back; returns whether none is.
        boolean handled() {
            boolean goesOn = true;
            for (int i = 0; i < messages.size() && goesOn; i++) {
                SQSMessage message = messages.get(i);
                int behind = messages.size() - 1 - i;
                goesOn = Trace.correlated(
                        Attributes.correlation(message),
                        () -> Trace.with(
                                Attributes.of(message, "AWSTraceHeader"),
                                () -> settled(
                                        message,
                                        work.passed() ? NEXT_INVOCATION : verdict(message, behind, role, work))));
            }
            return goesOn;
        }

        /// Those that come back. A handler that has not returned by now failed its message, and whatever it does from
        /// now on is in vain.
        List<SQSMessage> unhandled() {
            if (isGivenUp()) {
                SQSMessage message = messages.get(done);
                if (carriedOut(message, retries().failed(message, new TimeoutException("it was not handled in time")))
                        && ++done < messages.size()) {
                    postpone(NEXT_INVOCATION);
                }
            }
            return messages.subList(done, messages.size());
        }

        /// Ends the group; returns whether a handler has not returned. A message of which the queue is being told
        /// is left as it is, and comes back.
        private synchronized boolean isGivenUp() {
            boolean hangs = !isOver && !isSettling && done < messages.size();
            isOver = true;
            return hangs;
        }

        /// Does what the verdict says; returns whether the group goes on. The lock is free while the queue is
        /// told, for that takes as long as the queue does.
        private boolean settled(SQSMessage message, Verdict verdict) {
            return begins() && ends(carriedOut(message, verdict));
        }

        private synchronized boolean begins() {
            isSettling = !isOver;
            return isSettling;
        }

        private synchronized boolean ends(boolean isDone) {
            isSettling = false;
            isOver = isOver || !isDone;
            done += isOver ? 0 : 1;
            return !isOver;
        }

        /// Returns whether the message is done with.
        private boolean carriedOut(SQSMessage message, Verdict verdict) {
            Verdict left =
                    verdict instanceof Verdict.DeadLetter(String because) ? deadLettered(message, because) : verdict;
            if (left instanceof Verdict.Retry retry) {
                postpone(retry);
                return false;
            }
            return true;
        }

        /// The more often a message came, the longer it stays away. So what the queue allows it to come, a thousand
        /// times, lasts longer than any outage, even if it waits for its turn a second at a time. The queue's
        /// visibility timeout serves where the pause cannot be set.
        private void postpone(Verdict.Retry retry) {
            List<SQSMessage> left = messages.subList(done, messages.size());
            Duration least = Duration.ofSeconds(Attributes.attempt(left.getFirst()) / 10);
            Duration pause = retry.pause().compareTo(least) > 0 ? retry.pause() : least;
            for (SQSMessage message : left) {
                try {
                    inbox.changeVisibility(message, pause);
                } catch (RuntimeException e) {
                    LOG.warn("message {} comes back later than it should: {}", message.getMessageId(), e.toString());
                }
            }
        }
    }

    /// A message is given up after two failures in a row at the earliest.
    private Verdict verdict(SQSMessage message, int behind, Role<M> role, Deadline work) {
        for (boolean again = false; ; again = true) {
            try {
                return work.during(() -> handled(message, behind, role));
            } catch (Throwable e) { // even one that exhausts the memory or the stack is nothing to the other messages
                Verdict verdict = retries().failed(message, e);
                if (verdict instanceof Verdict.Retry || again || UnavailableException.isCauseOf(e)) {
                    return verdict;
                }
            }
        }
    }

    private Verdict handled(SQSMessage message, int behind, Role<M> role) {
        M read;
        try {
            read = reader.apply(message.getBody());
        } catch (UnreadableException e) {
            return retries().unreadable(message, e);
        }
        Delivery<M> delivery = new Delivery<>(
                read, message.getMessageId(), Attributes.attempt(message), behind, Attributes.sentAt(message));
        return Trace.asked(
                Attributes.own(message, Asked.ATTRIBUTE), () -> Step.run(message, clock, () -> role.handle(delivery)));
    }

    private RetryPolicy retries() {
        return new RetryPolicy(inbox, meter, clock);
    }

    /// A message that cannot be put among the dead letters stays where it is.
    private Verdict deadLettered(SQSMessage message, String because) {
        LOG.error("message {} goes to the dead letters: {}", message.getMessageId(), because);
        meter.count("MessageFailed", "failed", 1);
        try {
            inbox.deadLetter(message);
            return Verdict.DONE;
        } catch (RuntimeException e) {
            LOG.error("message {} cannot be dead-lettered", message.getMessageId(), e);
            return Verdict.whileAway(Attributes.attempt(message));
        }
    }
}
