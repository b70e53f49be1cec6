package tidings.localstack.stack;

import java.time.Duration;

/// Called for each part once it has started, possibly by several threads at the same time.
@FunctionalInterface
public interface StartupListener {
    /// @param what started, such as `Postgres`
    /// @param where its address or its log file
    void started(String what, String where, Duration took);

    StartupListener SILENT = (_, _, _) -> {};
}
