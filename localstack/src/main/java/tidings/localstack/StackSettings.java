package tidings.localstack;

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
/// @param work where zips are unpacked (and kept between starts) and logs are written
/// @param ports of function URLs and HTTP APIs by logical id; the others take a free one
/// @param visibility when present, no queue's visibility timeout is longer: redelivery need not take minutes
/// @param firing whether schedules become due by themselves
/// @param caches whether caches that make the next start quicker are made in the background; those there are are used
/// @param console where warnings and errors of functions are shown
/// @param alarmSpeed how many times as fast as the real one the clock of alarms runs
public record StackSettings(
        Path template,
        Map<String, String> parameters,
        Map<String, String> secrets,
        Path work,
        Map<String, Integer> ports,
        Scaling scaling,
        Optional<Duration> visibility,
        Firing firing,
        StartCaches caches,
        Consumer<String> console,
        InstantSource clock,
        int alarmSpeed) {
    public enum Firing {
        BY_CLOCK,
        BY_HAND
    }

    public enum StartCaches {
        MADE,
        ONLY_USED
    }

    public StackSettings {
        parameters = Map.copyOf(parameters);
        secrets = Map.copyOf(secrets);
        ports = Map.copyOf(ports);
    }

    /// Everything as the template says, one warm process a function and at most two a core, nothing shown.
    public static StackSettings of(Path template, Path work) {
        int most = 2 * Runtime.getRuntime().availableProcessors();
        return new StackSettings(
                template,
                Map.of(),
                Map.of(),
                work,
                Map.of(),
                new Scaling(most, 1, Duration.ofMillis(500), Duration.ofMinutes(2)),
                Optional.empty(),
                Firing.BY_CLOCK,
                StartCaches.ONLY_USED,
                _ -> {},
                InstantSource.system(),
                1);
    }

    public StackSettings template(Path value) {
        return new StackSettings(
                value,
                parameters,
                secrets,
                work,
                ports,
                scaling,
                visibility,
                firing,
                caches,
                console,
                clock,
                alarmSpeed);
    }

    public StackSettings parameters(Map<String, String> values) {
        return new StackSettings(
                template,
                values,
                secrets,
                work,
                ports,
                scaling,
                visibility,
                firing,
                caches,
                console,
                clock,
                alarmSpeed);
    }

    /// With another value of this parameter.
    public StackSettings parameter(String name, String value) {
        Map<String, String> values = new HashMap<>(parameters);
        values.put(name, value);
        return parameters(values);
    }

    public StackSettings secrets(Map<String, String> values) {
        return new StackSettings(
                template,
                parameters,
                values,
                work,
                ports,
                scaling,
                visibility,
                firing,
                caches,
                console,
                clock,
                alarmSpeed);
    }

    public StackSettings work(Path folder) {
        return new StackSettings(
                template,
                parameters,
                secrets,
                folder,
                ports,
                scaling,
                visibility,
                firing,
                caches,
                console,
                clock,
                alarmSpeed);
    }

    public StackSettings ports(Map<String, Integer> values) {
        return new StackSettings(
                template,
                parameters,
                secrets,
                work,
                values,
                scaling,
                visibility,
                firing,
                caches,
                console,
                clock,
                alarmSpeed);
    }

    public StackSettings scaling(Scaling value) {
        return new StackSettings(
                template,
                parameters,
                secrets,
                work,
                ports,
                value,
                visibility,
                firing,
                caches,
                console,
                clock,
                alarmSpeed);
    }

    public StackSettings visibility(Duration longest) {
        return new StackSettings(
                template,
                parameters,
                secrets,
                work,
                ports,
                scaling,
                Optional.of(longest),
                firing,
                caches,
                console,
                clock,
                alarmSpeed);
    }

    public StackSettings firing(Firing value) {
        return new StackSettings(
                template,
                parameters,
                secrets,
                work,
                ports,
                scaling,
                visibility,
                value,
                caches,
                console,
                clock,
                alarmSpeed);
    }

    public StackSettings caches(StartCaches value) {
        return new StackSettings(
                template,
                parameters,
                secrets,
                work,
                ports,
                scaling,
                visibility,
                firing,
                value,
                console,
                clock,
                alarmSpeed);
    }

    public StackSettings console(Consumer<String> lines) {
        return new StackSettings(
                template,
                parameters,
                secrets,
                work,
                ports,
                scaling,
                visibility,
                firing,
                caches,
                lines,
                clock,
                alarmSpeed);
    }

    public StackSettings alarmSpeed(int times) {
        return new StackSettings(
                template, parameters, secrets, work, ports, scaling, visibility, firing, caches, console, clock, times);
    }
}
