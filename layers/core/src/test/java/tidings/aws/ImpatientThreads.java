package tidings.aws;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/// Waits for so many of its tasks however long they take, and not for the others.
final class ImpatientThreads extends ThreadPoolExecutor {
    private final int tasks;

    ImpatientThreads(int tasks) {
        super(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
        this.tasks = tasks;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
        await().atMost(Duration.ofMinutes(2)).until(() -> getCompletedTaskCount() >= tasks);
        return false;
    }
}
