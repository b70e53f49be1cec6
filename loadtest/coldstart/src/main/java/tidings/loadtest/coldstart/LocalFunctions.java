package tidings.loadtest.coldstart;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.FunctionProcess;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.stack.StartupListener;

/// The local stack with its sandboxes, and processes of its functions beside it.
record LocalFunctions(Tidings tidings, FunctionProcess processes) implements AutoCloseable {
    static LocalFunctions start(Path project) {
        Path work = project.resolve("loadtest/coldstart/target/stack");
        Tidings tidings = Tidings.start(
                project,
                LocalOptions.SANDBOXES,
                settings -> settings.work(work).firing(StackSettings.Firing.BY_HAND),
                StartupListener.SILENT);
        return new LocalFunctions(tidings, new FunctionProcess(work.resolve("code")));
    }

    StackServers servers() {
        return new StackServers(tidings.stack(), Optional.empty());
    }

    /// The API needs the real ones to be healthy, and sends nothing to them.
    ///
    /// @param queues get what the others send, so that nothing comes of it
    StackServers servers(String function, URI queues) {
        return function.equals("ApiFunction") ? servers() : new StackServers(tidings.stack(), Optional.of(queues));
    }

    @Override
    public void close() {
        tidings.close();
    }
}
