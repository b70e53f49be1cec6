package tidings.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tidings.testing.External;
import tidings.testing.Project;

/// Programs of others that may be installed.
final class Tool {
    private Tool() {}

    /// What a program printed, and the status that it ended with.
    record Run(int status, String output) {}

    /// Every program of this name on the path, in its order.
    static List<Path> installed(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .toList();
    }

    /// The first program of this name on the path, which a test needs.
    static Path required(String name) {
        return External.require(name, installed(name).stream().findFirst());
    }

    /// Runs a program in the project's top folder and waits for its end.
    static Run run(Path program, String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), program, arguments);
    }

    /// @param environment what else is in it
    static Run run(Map<String, String> environment, Path program, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList());
        command.environment().put("AWS_DEFAULT_REGION", "eu-west-1");
        command.environment().put("SAM_CLI_TELEMETRY", "0");
        command.environment().putAll(environment);
        Process process = command.directory(Project.root().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
