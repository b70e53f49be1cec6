package tidings.localstack.lambda;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidings.localstack.service.ServerJars;
import tidings.localstack.template.PseudoParameters;
import tidings.localstack.template.StackModel;

/// The command line and the environment of a function's process: what the template declares and what Lambda itself
/// sets, nothing else. Endpoints of local services are passed in the variables that the AWS SDK reads.
record FunctionCommand(
        StackModel.Function function,
        FunctionCode code,
        RuntimeClient client,
        Map<String, URI> endpoints,
        List<String> jvmFlags,
        List<String> priority) {
    /// The name of the endpoint to which segments of traces are sent.
    static final String TRACES = "XRAY";

    FunctionCommand with(List<String> moreFlags) {
        List<String> flags = new ArrayList<>(jvmFlags);
        flags.addAll(moreFlags);
        return new FunctionCommand(function, code, client, endpoints, flags, priority);
    }

    /// The same with the lowest priority, if the system supports it.
    FunctionCommand inBackground() {
        Path nice = Path.of("/usr/bin/nice");
        List<String> prefix = Files.isExecutable(nice) ? List.of(nice.toString(), "-n", "19") : List.of();
        return new FunctionCommand(function, code, client, endpoints, jvmFlags, prefix);
    }

    /// Whether a process of the other command would behave the same.
    boolean runsAs(FunctionCommand other) {
        return command().equals(other.command())
                && environment("", "").equals(other.environment("", ""))
                && function.timeout().equals(other.function.timeout())
                && function.reservedConcurrency().equals(other.function.reservedConcurrency());
    }

    ProcessBuilder process(String runtimeApi, String environmentId) {
        ProcessBuilder process =
                new ProcessBuilder(command()).directory(code.root().toFile()).redirectErrorStream(true);
        process.environment().clear();
        process.environment().putAll(environment(runtimeApi, environmentId));
        return process;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(priority);
        command.add(ServerJars.java().toString());
        // Lambda's Java runtime gives 85 % of the memory to the heap.
        command.add("-Xmx" + function.memoryMegabytes() * 1024L * 85 / 100 + "k");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:-UsePerfData");
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dstderr.encoding=UTF-8");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-D" + RuntimeClient.LIBRARY_PROPERTY + "=" + client.library());
        if (function.initialization() == StackModel.Initialization.SNAP_START) {
            command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        }
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", code.classPath(), RuntimeClient.MAIN, function.handler()));
        return command;
    }

    private Map<String, String> environment(String runtimeApi, String environmentId) {
        PseudoParameters pseudo = PseudoParameters.LOCAL;
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", ":UTC");
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        environment.put("_HANDLER", function.handler());
        environment.put("LAMBDA_TASK_ROOT", code.root().toString());
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("AWS_REGION", pseudo.region());
        environment.put("AWS_DEFAULT_REGION", pseudo.region());
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local/[$LATEST]" + environmentId);
        environment.put("AWS_LAMBDA_LOG_FORMAT", function.logging().format());
        function.logging().applicationLevel().ifPresent(level -> environment.put("AWS_LAMBDA_LOG_LEVEL", level));
        environment.put(
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                switch (function.initialization()) {
                    case ON_DEMAND -> "on-demand";
                    case SNAP_START -> "snap-start";
                });
        endpoints.forEach((service, uri) -> environment.put("AWS_ENDPOINT_URL_" + service, uri.toString()));
        if (endpoints.get(TRACES) instanceof URI daemon) {
            environment.put("AWS_XRAY_DAEMON_ADDRESS", daemon.getAuthority());
        }
        function.environment().forEach((name, value) -> environment.put(name, code.mounted(value)));
        return environment;
    }
}
