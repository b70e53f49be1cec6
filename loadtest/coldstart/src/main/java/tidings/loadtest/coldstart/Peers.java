package tidings.loadtest.coldstart;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import tidings.localstack.lambda.FunctionProcess;

/// Functions that do what the webhook does, as others would write them, from the sources in `peers`. Each is built by
/// itself, so one that does not build leaves the others.
///
/// @param folder `loadtest/coldstart/peers`
record Peers(Path folder, Path project, FunctionProcess processes) {
    private static final long BUILD_MINUTES = 5;

    /// The handlers of those in Java.
    private static final Map<String, String> HANDLERS = Map.of(
            "empty", "peer.Handler",
            "typical", "peer.Handler",
            "spring", "org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest",
            "quarkus", "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest",
            "micronaut", "peer.Handler");

    /// Every peer's name.
    static final List<String> NAMES = List.of("empty", "typical", "spring", "quarkus", "micronaut", "node");

    /// What a function has to know; Powertools and Spring want to know more.
    static Map<String, String> environment(Network network) {
        return Map.of(
                "QUEUE_URL",
                network.sqs().uri() + "/000000000000/updates.fifo",
                "WEBHOOK_SECRET",
                Network.SECRET,
                "POWERTOOLS_SERVICE_NAME",
                "peer",
                "POWERTOOLS_METRICS_NAMESPACE",
                "peers",
                "MAIN_CLASS",
                "peer.Application");
    }

    /// Builds the peer, unless it is built.
    ///
    /// @throws IOException with the last lines of the build, where it fails
    Subject build(String name) throws IOException, InterruptedException {
        Path home = folder.resolve(name);
        if (name.equals("node")) {
            Path bundle = home.resolve("target/function.cjs");
            if (!Files.exists(bundle)) {
                run(home, List.of("npm", "ci", "--no-audit", "--no-fund"));
                run(home, List.of("npm", "run", "--silent", "build"));
            }
            return new Node(name, home, bundle);
        }
        Path zip = home.resolve("target/function.zip");
        if (!Files.exists(zip)) {
            String maven = project.resolve("mvnw").toString();
            run(
                    project,
                    List.of(
                            maven,
                            "-q",
                            "-B",
                            "-ntp",
                            "-f",
                            home.resolve("pom.xml").toString(),
                            "package"));
        }
        return JavaSubject.peer(name, zip, HANDLERS.get(name), Map.of(), processes);
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("peer", ".log");
        try {
            Process build = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            if (!build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)) {
                build.destroyForcibly();
                throw new IOException(command.getFirst() + " took more than " + BUILD_MINUTES + " minutes");
            }
            if (build.exitValue() != 0) {
                List<String> lines = Files.readString(printed, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains("ERROR") || line.contains("ERR!"))
                        .toList();
                throw new IOException(
                        lines.isEmpty() ? command + " ended with " + build.exitValue() : lines.getFirst());
            }
        } finally {
            Files.deleteIfExists(printed);
        }
    }

    /// A function in JavaScript, with a small client of the Runtime API in place of the managed runtime's.
    private record Node(String name, Path home, Path bundle) implements Subject {
        @Override
        public boolean java() {
            return false;
        }

        /// As much as the bundle has in a zip.
        @Override
        public long bytes() throws IOException {
            Counter counter = new Counter();
            try (OutputStream deflated = new DeflaterOutputStream(counter)) {
                Files.copy(bundle, deflated);
            }
            return counter.bytes;
        }

        @Override
        public ProcessBuilder process(Start start, Network network, String runtimeApi, List<String> jvmFlags) {
            ProcessBuilder process = new ProcessBuilder(
                            "node", home.resolve("runtime.cjs").toString(), bundle.toString())
                    .redirectErrorStream(true);
            Map<String, String> variables = new LinkedHashMap<>(environment(network));
            variables.put("LANG", "C.UTF-8");
            variables.put("TZ", ":UTC");
            variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
            variables.put("AWS_REGION", "us-east-1");
            variables.put("AWS_ACCESS_KEY_ID", "local");
            variables.put("AWS_SECRET_ACCESS_KEY", "local");
            network.endpoints().forEach((service, uri) -> variables.put("AWS_ENDPOINT_URL_" + service, uri.toString()));
            network.certificate()
                    .ifPresent(certificate -> variables.put(
                            "NODE_EXTRA_CA_CERTS", certificate.pem().toString()));
            process.environment().keySet().retainAll(Set.of("PATH"));
            process.environment().putAll(variables);
            return process;
        }
    }

    private static final class Counter extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] part, int offset, int length) {
            bytes += length;
        }
    }
}
