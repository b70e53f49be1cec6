package tidings.endtoend;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tidings.localstack.LocalOptions;
import tidings.localstack.Tidings;
import tidings.localstack.stack.StackSettings;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// Everything on this machine, from the packaged zips, started once for all end-to-end tests of a run. Differs from
/// what `./mvnw -Prun` starts in two things: what a dead process left behind comes back after 12 seconds rather than
/// the template's 90 to 120, and schedules run when a test says so. The AOT caches that it trains are also for the
/// stacks of single tests.
final class SharedTidings implements ParameterResolver, AfterAllCallback {
    private static final Duration REDELIVERY = Duration.ofSeconds(12);
    private static final String KEY = "tidings";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Tidings.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context)
                .computeIfAbsent(KEY, _ -> new Running(start()), Running.class)
                .tidings();
    }

    /// What the people of a class followed is neither fetched nor delivered during the next ones: communities
    /// that the sandbox refuses would be taken for a Reddit that lets nobody in. Nothing that the bot sent may be
    /// refused for what it is.
    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        Running running = store(context).get(KEY, Running.class);
        if (running != null) {
            new Database(running.tidings()).execute("delete from follow");
            assertThat(running.tidings().telegram().orElseThrow().refused()).isEmpty();
        }
    }

    private static Store store(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(SharedTidings.class));
    }

    private record Running(Tidings tidings) implements AutoCloseable {
        @Override
        public void close() {
            tidings.close();
        }
    }

    private static Tidings start() {
        long began = System.nanoTime();
        Tidings tidings = Tidings.start(
                Project.root(),
                LocalOptions.SANDBOXES,
                settings -> settings.visibility(REDELIVERY)
                        .firing(StackSettings.Firing.BY_HAND)
                        .caches(StackSettings.AotCaches.TRAINED)
                        .console(line -> System.out.println("  ! " + line)),
                (what, where, took) -> System.out.printf("  %-28s %6d ms  %s%n", what, took.toMillis(), where));
        System.out.printf("everything is up after %.1f s%n", (System.nanoTime() - began) / 1e9);
        return tidings;
    }
}
