package tidings.loadtest.coldstart;

import java.io.IOException;
import java.util.List;

/// A function to be measured.
interface Subject {
    String name();

    /// Whether it can be restored from a snapshot, which Lambda offers for Java.
    boolean java();

    /// Its zip and those of its layers.
    long bytes() throws IOException;

    /// Its process, not started.
    ///
    /// @param runtimeApi host, port and path of the Runtime API
    /// @param jvmFlags more flags, which other runtimes ignore
    ProcessBuilder process(Start start, Network network, String runtimeApi, List<String> jvmFlags);

    /// How an environment comes to its first invocation.
    enum Start {
        /// A new process. Lambda compiles with C1 only then
        /// (https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html).
        COLD,
        /// A snapshot that was taken after init.
        RESTORED
    }
}
