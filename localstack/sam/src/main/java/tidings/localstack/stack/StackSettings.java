package tidings.localstack.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tidings.localstack.lambda.Scaling;

/// How to run a template on this machine. Start from [#of] and change what differs.
///
/// @param parameters values of template parameters; the others take their defaults
/// @param secrets values of secrets by logical id; the others are as the template says
/// @param work where zips are unpacked and AOT caches written, both kept between starts; several stacks may
///     share it
/// @param logs where logs are written
/// @param visibility an upper limit for every queue's visibility timeout, so that redelivery does not take minutes
/// @param firing whether schedules fire by the clock or only when a caller fires them
/// @param caches when missing AOT caches are trained; existing ones are always used
/// @param console where warnings and errors of functions are shown
/// @param alarmSpeed how many times faster than real time the alarms' clock runs
/// @param gated whether functions reach services by gates, so that services can be away for them
public record StackSettings(
        Path template,
        Map<String, String> parameters,
        Map<String, String> secrets,
        Path work,
        Path logs,
        Scaling scaling,
        Optional<Duration> visibility,
        Firing firing,
        AotCaches caches,
        Consumer<String> console,
        InstantSource clock,
        int alarmSpeed,
        boolean gated) {
    public enum Firing {
        BY_CLOCK,
        BY_HAND
    }

    public enum AotCaches {
        /// Before any process that stays.
        TRAINED_FIRST,
        /// In the background, for a faster next start.
        TRAINED,
        USED_IF_PRESENT
    }

    public StackSettings {
        parameters = Map.copyOf(parameters);
        secrets = Map.copyOf(secrets);
    }

    /// The template's own values, one warm process per function, at most two per core, no console output.
    public static StackSettings of(Path template, Path work) {
        int max = 2 * Runtime.getRuntime().availableProcessors();
        return new StackSettings(
                template,
                Map.of(),
                Map.of(),
                work,
                work.resolve("logs"),
                new Scaling(max, 1, Duration.ofMillis(500), Duration.ofMinutes(2)),
                Optional.empty(),
                Firing.BY_CLOCK,
                AotCaches.USED_IF_PRESENT,
                _ -> {},
                InstantSource.system(),
                1,
                false);
    }

    public StackSettings template(Path file) {
        return with(draft -> draft.template = file);
    }

    public StackSettings parameters(Map<String, String> values) {
        return with(draft -> draft.parameters = values);
    }

    /// With another value of this parameter.
    public StackSettings parameter(String name, String value) {
        Map<String, String> values = new HashMap<>(parameters);
        values.put(name, value);
        return parameters(values);
    }

    public StackSettings secrets(Map<String, String> values) {
        return with(draft -> draft.secrets = values);
    }

    public StackSettings work(Path folder) {
        return with(draft -> draft.work = folder).logs(folder.resolve("logs"));
    }

    public StackSettings logs(Path folder) {
        return with(draft -> draft.logs = folder);
    }

    public StackSettings scaling(Scaling value) {
        return with(draft -> draft.scaling = value);
    }

    public StackSettings visibility(Duration longest) {
        return with(draft -> draft.visibility = Optional.of(longest));
    }

    public StackSettings firing(Firing value) {
        return with(draft -> draft.firing = value);
    }

    public StackSettings caches(AotCaches value) {
        return with(draft -> draft.caches = value);
    }

    public StackSettings console(Consumer<String> lines) {
        return with(draft -> draft.console = lines);
    }

    public StackSettings alarmSpeed(int times) {
        return with(draft -> draft.alarmSpeed = times);
    }

    public StackSettings withGates() {
        return with(draft -> draft.gated = true);
    }

    private StackSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /// Settings that are being changed.
    private static final class Draft {
        private Path template;
        private Map<String, String> parameters;
        private Map<String, String> secrets;
        private Path work;
        private Path logs;
        private Scaling scaling;
        private Optional<Duration> visibility;
        private Firing firing;
        private AotCaches caches;
        private Consumer<String> console;
        private final InstantSource clock;
        private int alarmSpeed;
        private boolean gated;

        private Draft(StackSettings settings) {
            template = settings.template;
            parameters = settings.parameters;
            secrets = settings.secrets;
            work = settings.work;
            logs = settings.logs;
            scaling = settings.scaling;
            visibility = settings.visibility;
            firing = settings.firing;
            caches = settings.caches;
            console = settings.console;
            clock = settings.clock;
            alarmSpeed = settings.alarmSpeed;
            gated = settings.gated;
        }

        private StackSettings settings() {
            return new StackSettings(
                    template,
                    parameters,
                    secrets,
                    work,
                    logs,
                    scaling,
                    visibility,
                    firing,
                    caches,
                    console,
                    clock,
                    alarmSpeed,
                    gated);
        }
    }
}
