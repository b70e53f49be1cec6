package tidings.simulator;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidings.aws.Deadline;
import tidings.simulator.VirtualTime.Crash;

/// A function of Lambda: its environments, its timeout, and what becomes of an invocation.
final class SimulatedFunction<I, O> {
    private static final int COLD_START = 1_000;
    private static final long SKEW = 400;

    private final String name;
    private final Duration timeout;
    private final Function<InstantSource, Function<I, O>> start;
    private final VirtualTime time;
    private final Random random;
    private final Deque<Environment<I, O>> idle = new ArrayDeque<>();

    private record Environment<I, O>(InstantSource clock, Function<I, O> code) {}

    /// @param start makes what an environment runs, with the environment's clock
    SimulatedFunction(
            String name,
            Duration timeout,
            Function<InstantSource, Function<I, O>> start,
            VirtualTime time,
            Random random) {
        this.name = name;
        this.timeout = timeout;
        this.start = start;
        this.time = time;
        this.random = random;
    }

    @Override
    public String toString() {
        return name;
    }

    /// Invokes the function in the running process, which ends with it.
    ///
    /// @throws Crash if the function ends in the middle of something
    O invoke(I input) {
        if (idle.isEmpty()) {
            time.sleep(random.nextInt(COLD_START));
            InstantSource clock = time.skewed(random.nextLong(-SKEW, SKEW + 1));
            idle.push(new Environment<>(clock, start.apply(clock)));
        }
        Environment<I, O> environment = idle.pop();
        time.running().killAt(time.now() + timeout.toMillis());
        O output = Deadline.within(
                timeout, environment.clock(), () -> environment.code().apply(input));
        if (time.running().isKilled()) {
            throw new Crash("killed, whatever its code made of that");
        }
        time.running().killAt(Long.MAX_VALUE);
        idle.push(environment);
        return output;
    }

    /// Connects a queue to a function, as an event source mapping does
    /// (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
    static final class Trigger {
        private static final long POLL = 30;

        private final SimulatedQueue queue;
        private final SimulatedFunction<SQSEvent, SQSBatchResponse> function;
        private final int batch;
        private final int most;
        private final long window;
        private final FaultPlan plan;
        private final Account account;
        private final Timeline timeline;
        private boolean polling;
        private int inFlight;

        Trigger(
                SimulatedQueue queue,
                SimulatedFunction<SQSEvent, SQSBatchResponse> function,
                int batch,
                int most,
                Duration window,
                FaultPlan plan,
                Account account,
                Timeline timeline) {
            this.queue = queue;
            this.function = function;
            this.batch = batch;
            this.most = most;
            this.window = window.toMillis();
            this.plan = plan;
            this.account = account;
            this.timeline = timeline;
            queue.whenAvailable(this::available);
        }

        private void available() {
            if (!polling && inFlight < most) {
                polling = true;
                function.time.after(POLL + window, this::poll);
            }
        }

        private void poll() {
            if (plan.outage(Service.SQS, function.time.now()) != null) {
                function.time.after(1_000, this::poll);
                return;
            }
            polling = false;
            while (inFlight < most) {
                List<SQSMessage> messages = queue.receive(batch);
                if (messages.isEmpty()) {
                    return;
                }
                inFlight++;
                function.time.start(function.name, () -> serve(messages));
            }
        }

        private void serve(List<SQSMessage> messages) {
            long from = function.time.now();
            try {
                while (plan.isThrottled(function.time.now())) {
                    function.time.sleep(1_000 + function.random.nextInt(4_000));
                    if (function.time.now() - from >= queue.visibility()) {
                        return;
                    }
                }
                invoke(messages);
            } catch (Crash e) {
                account.fault(from, from + queue.visibility());
                timeline.add(() -> "ends: " + e.getMessage());
            } catch (RuntimeException e) { // an invocation that fails: the batch comes back
                if (function.time.running().disturbed) {
                    account.fault(from, from + queue.visibility());
                }
                timeline.add(() -> "fails: " + e);
            } finally {
                inFlight--;
                available();
            }
        }

        private void invoke(List<SQSMessage> messages) {
            SQSEvent event = new SQSEvent();
            event.setRecords(messages);
            SQSBatchResponse response = function.invoke(event);
            if (function.random.nextDouble() < plan.lostBatch()) {
                throw new Crash("the response to the batch is lost");
            }
            Set<String> failed = response.getBatchItemFailures().stream()
                    .map(BatchItemFailure::getItemIdentifier)
                    .collect(Collectors.toSet());
            messages.stream()
                    .map(SQSMessage::getMessageId)
                    .filter(id -> !failed.contains(id))
                    .forEach(queue::delete);
        }
    }
}
