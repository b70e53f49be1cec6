package tidings.localstack.stack;

import java.time.Duration;

/// Told of each part as it starts. Several threads may tell at the same time.
@FunctionalInterface
public interface StartupListener {
    /// @param what started, such as `Postgres`
    /// @param where it is to be found
    void started(String what, String where, Duration took);

    StartupListener SILENT = (_, _, _) -> {};
}
