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
import tidings.aws.Invocation;

/// Makes changes of a custom resource so that each has a result, even one that fails with an error or hangs.
/// Thread-safe.
record ResourceChanges(CustomResource resource, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceChanges.class);

    /// CloudFormation accepts 4096 bytes for the whole response.
    private static final int REASON = 800;

    /// @param limit after which the change is cancelled
    Result make(ResourceChange change, Duration limit) {
        if (!limit.isPositive()) {
            return failed(
                    change,
                    new SetupException("The function has no time left for the change: its Timeout is too short."));
        }
        FutureTask<String> making = new FutureTask<>(() -> Deadline.within(limit, clock, () -> {
            String physicalId = nameAfter(change);
            resource.make(change);
            return physicalId;
        }));
        Invocation.THREADS.newThread(making).start();
        try {
            String physicalId = making.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("{}: {} is done", change.resource(), change.kind());
            return new Result.Done(physicalId);
        } catch (TimeoutException _) {
            making.cancel(true);
            return failed(
                    change,
                    new SetupException("It did not finish within " + limit.toSeconds()
                            + " seconds and was cancelled; its log shows how far it got."));
        } catch (ExecutionException e) {
            return failed(change, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(change, e);
        }
    }

    private Result failed(ResourceChange change, Throwable cause) {
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

    /// A deletion never changes the name.
    private String nameAfter(ResourceChange change) {
        return change.kind() == ResourceChange.Kind.DELETE
                ? change.physicalId().orElse(change.resource())
                : resource.physicalId(change);
    }

    /// What exists keeps its name. What was not created needs one, too, for CloudFormation deletes it by that name.
    private String nameOfWhatFailed(ResourceChange change) {
        return change.physicalId().orElseGet(() -> {
            try {
                return resource.physicalId(change);
            } catch (SetupException _) {
                return change.resource();
            }
        });
    }
}
