package tidings.loadtest.coldstart;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidings.localstack.lambda.FunctionProcess;
import tidings.localstack.template.LocalEndpoints;
import tidings.localstack.template.Place;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.StackModel.Initialization;
import tidings.localstack.template.Template;

/// A function in Java, started by AWS's runtime client.
///
/// @param declared as a template declares it, once the addresses of its queues are known
record JavaSubject(String name, FunctionProcess processes, Function<Network, StackModel.Function> declared)
        implements Subject {
    /// As many as the smallest function of the product has.
    private static final int PEER_MEGABYTES = 512;

    /// The variable with the folder of the sentence encoder.
    private static final String ENCODER = "ENCODER";

    /// What has no default, or none that is good enough for production.
    private static final Map<String, String> PARAMETERS = Map.of(
            "BotToken", "123456:a-token-of-nobody-at-all",
            "AlarmEmail", "operators@example.org",
            "ConcurrencyQuota", "confirmed",
            "RedditUserAgent", "java:tidings:1.0.0 (by /u/nobody)");

    /// The function of the product as `template.yaml` declares it.
    ///
    /// @param id its logical id
    static JavaSubject shipped(String name, Path project, String id, FunctionProcess processes) {
        Template template = Template.read(project.resolve("template.yaml"), PARAMETERS);
        return new JavaSubject(name, processes, network -> {
            InetSocketAddress nobody = InetSocketAddress.createUnresolved("127.0.0.1", 1);
            LocalEndpoints endpoints = new LocalEndpoints(
                    network.endpoints().get("SQS"),
                    network.endpoints().get("SQS"),
                    network.endpoints().get("SECRETS_MANAGER"),
                    nobody,
                    nobody,
                    template.front().stream()
                            .collect(Collectors.toMap(
                                    front -> front,
                                    _ -> network.endpoints().get("SQS").resolve("/"))));
            return template.resolve(endpoints)
                    .withEnvironments(value -> value.contains("{{resolve:") ? "sample-key" : value)
                    .function(id);
        });
    }

    /// A function of others.
    ///
    /// @param environment besides the queue and the secret
    static JavaSubject peer(
            String name, Path zip, String handler, Map<String, String> environment, FunctionProcess processes) {
        return new JavaSubject(name, processes, network -> {
            Map<String, String> variables = new LinkedHashMap<>(environment);
            variables.putAll(Peers.environment(network));
            return new StackModel.Function(
                    name,
                    name,
                    "arn:aws:lambda:us-east-1:000000000000:function:" + name,
                    zip,
                    handler,
                    List.of(),
                    PEER_MEGABYTES,
                    Duration.ofSeconds(10),
                    variables,
                    Initialization.SNAP_START,
                    OptionalInt.empty(),
                    true,
                    new StackModel.Logging("JSON", Optional.empty(), Optional.empty()),
                    List.of(),
                    new Place(name, 1));
        });
    }

    /// The same, with nothing that runs before the snapshot: whoever registers with CRaC registers with nobody.
    Subject unprimed() {
        return new Unprimed(this);
    }

    /// The same without the sentence encoder, if it has one: where its files are missing, n-grams serve alone.
    Optional<Subject> withoutEncoder(Network network) {
        return declared.apply(network).environment().containsKey(ENCODER)
                ? Optional.of(new JavaSubject(
                        name + "-without-encoder", processes, declared.andThen(JavaSubject::withoutEncoder)))
                : Optional.empty();
    }

    /// The same with other memory.
    JavaSubject with(int megabytes) {
        return new JavaSubject(
                name,
                processes,
                declared.andThen(
                        function -> with(function, megabytes, function.initialization(), function.environment())));
    }

    private static StackModel.Function withoutEncoder(StackModel.Function function) {
        Map<String, String> variables = new LinkedHashMap<>(function.environment());
        variables.put(ENCODER, "/nowhere");
        return with(function, function.memoryMegabytes(), function.initialization(), variables);
    }

    private record Unprimed(JavaSubject primed) implements Subject {
        @Override
        public String name() {
            return primed.name() + "-unprimed";
        }

        @Override
        public boolean java() {
            return true;
        }

        @Override
        public long bytes() throws IOException {
            return primed.bytes();
        }

        @Override
        public ProcessBuilder process(Start start, Network network, String runtimeApi, List<String> jvmFlags) {
            List<String> flags = new ArrayList<>(jvmFlags);
            flags.add("-Dorg.crac.Core.Compat=nobody");
            return primed.process(start, network, runtimeApi, flags);
        }
    }

    @Override
    public boolean java() {
        return true;
    }

    @Override
    public long bytes() throws IOException {
        try (Network nowhere = Stubs.plain()) {
            StackModel.Function function = declared.apply(nowhere);
            long bytes = Files.size(function.code());
            for (Path layer : function.layers()) {
                bytes += Files.size(layer);
            }
            return bytes;
        }
    }

    @Override
    public ProcessBuilder process(Start start, Network network, String runtimeApi, List<String> jvmFlags) {
        List<String> flags = new ArrayList<>();
        StackModel.Function function = declared.apply(network);
        // Lambda's machine is no larger than the function; the JVM sizes its heap by it.
        flags.add("-XX:MaxRAM=" + function.memoryMegabytes() + "m");
        if (start == Start.COLD) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        flags.addAll(network.jvmFlags());
        flags.addAll(jvmFlags);
        Initialization initialization = switch (start) {
            case COLD -> Initialization.ON_DEMAND;
            case RESTORED -> Initialization.SNAP_START;
        };
        return processes.of(
                with(function, function.memoryMegabytes(), initialization, function.environment()),
                network.endpoints(),
                flags,
                runtimeApi);
    }

    private static StackModel.Function with(
            StackModel.Function function,
            int megabytes,
            Initialization initialization,
            Map<String, String> environment) {
        return new StackModel.Function(
                function.id(),
                function.name(),
                function.arn(),
                function.code(),
                function.handler(),
                function.layers(),
                megabytes,
                function.timeout(),
                environment,
                initialization,
                function.reservedConcurrency(),
                function.hasUrl(),
                function.logging(),
                function.policies(),
                function.place());
    }
}
