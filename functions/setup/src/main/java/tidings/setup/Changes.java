package tidings.setup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Threads;

/// Makes changes of a custom resource so that there is always an ending to tell, also of what fails in the worst way or
/// does not end. Thread-safe.
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    /// CloudFormation takes 4096 bytes for the whole answer.
    private static final int REASON = 800;

    private final CustomResource resource;
    private final InstantSource clock;

    Changes(CustomResource resource, InstantSource clock) {
        this.resource = resource;
        this.clock = clock;
    }

    /// @param limit after which the change is given up
    Result make(Change change, Duration limit) {
        if (!limit.isPositive()) {
            return failed(change, new SetupException("The function has no time for it: its Timeout is too short."));
        }
        FutureTask<String> making = new FutureTask<>(() -> Deadline.within(limit, clock, () -> {
            String physicalId = nameAfter(change);
            resource.make(change);
            return physicalId;
        }));
        Threads.FACTORY.newThread(making).start();
        try {
            String physicalId = making.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("{}: {} is done", change.resource(), change.kind());
            return new Result.Done(physicalId);
        } catch (TimeoutException _) {
            making.cancel(true);
            return failed(
                    change,
                    new SetupException("It did not end within " + limit.toSeconds()
                            + " seconds and was given up; its log tells how far it came."));
        } catch (ExecutionException e) {
            return failed(change, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(change, e);
        }
    }

    private Result failed(Change change, Throwable cause) {
        String reason;
        if (cause instanceof SetupException) {
            reason = cause.getMessage();
            LOG.atError().setCause(cause.getCause()).log("{}: {} failed: {}", change.resource(), change.kind(), reason);
        } else {
            reason = "It failed with " + cause + ".";
            LOG.error("{}: {} failed", change.resource(), change.kind(), cause);
        }
        return new Result.Failed(nameOfWhatFailed(change), reason.substring(0, Math.min(reason.length(), REASON)));
    }

    /// What is deleted keeps its name to the end.
    private String nameAfter(Change change) {
        return change.kind() == Change.Kind.DELETE
                ? change.physicalId().orElse(change.resource())
                : resource.physicalId(change);
    }

    /// What exists keeps its name. What was not created has one all the same, for CloudFormation has it deleted by it.
    private String nameOfWhatFailed(Change change) {
        return change.physicalId().orElseGet(() -> {
            try {
                return resource.physicalId(change);
            } catch (SetupException _) {
                return change.resource();
            }
        });
    }
}
