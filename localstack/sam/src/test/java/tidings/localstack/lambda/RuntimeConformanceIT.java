package tidings.localstack.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.localstack.http.LoopbackPort;
import tidings.localstack.sample.SampleZips;
import tidings.localstack.template.Place;
import tidings.localstack.template.StackModel;
import tidings.testing.External;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The same packaged function, the same event: under AWS's Runtime Interface Emulator and under ours. The emulator is
/// looked for at `TIDINGS_RIE` (environment, or system property `tidings.rie`) and in an installed SAM CLI.
class RuntimeConformanceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static Functions ours;
    private static FunctionCommand command;

    @BeforeAll
    static void start() {
        External.require("aws-lambda-rie", emulator());
        SampleZips.write(folder);
        StackModel.Function function = new StackModel.Function(
                "Probe",
                "probe",
                "arn:aws:lambda:us-east-1:012345678912:function:probe",
                folder.resolve("sample.zip"),
                "tidings.localstack.sample.Probe",
                List.of(),
                512,
                Duration.ofSeconds(2),
                Map.of(),
                StackModel.Initialization.ON_DEMAND,
                OptionalInt.empty(),
                false,
                new StackModel.Logging("Text", Optional.empty(), Optional.empty()),
                List.of(),
                new Place("test", 1));
        Path work = folder.resolve("work");
        ours = Functions.start(
                List.of(function),
                new Functions.Settings(
                        work,
                        folder.resolve("logs"),
                        Map.of(),
                        new Scaling(1, 0, Duration.ZERO, Duration.ofMinutes(1)),
                        List.of(),
                        List.of("-XX:TieredStopAtLevel=1"),
                        _ -> {},
                        new Unobserved(),
                        InstantSource.system()));
        CodeStore store = new CodeStore(work.resolve("code"));
        RuntimeClient client = RuntimeClient.unpack(store);
        command = new FunctionCommand(
                function, FunctionCode.unpack(function, client, store), client, Map.of(), List.of(), List.of());
    }

    @AfterAll
    static void stop() {
        if (ours != null) {
            ours.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":[1,2.5,null,true],\"b\":\"ünï ☃\"}", "[]", "\"text\"", "null", "17"})
    void theSameEventGetsTheSameAnswer(String event) throws Exception {
        assertThat(here(event)).isEqualTo(there(event));
    }

    @Test
    void anUncaughtExceptionIsTheSameError() throws Exception {
        JsonNode here = here("{\"do-throw\":1}");

        assertThat(here.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(here).isEqualTo(there("{\"do-throw\":1}"));
    }

    /// The emulator tells the time limit as bare text where Lambda gives an error object, so the sentence is compared.
    @Test
    void aTimeoutHasTheSameMessage() throws Exception {
        String there = rawThere("{\"do-sleep\":1}");

        assertThat(there).contains("Task timed out after 2.00 seconds");
        assertThat(here("{\"do-sleep\":1}").path("errorMessage").asText())
                .contains("Task timed out after 2.00 seconds");
    }

    @Test
    void aProcessThatExitsIsTheSameErrorType() throws Exception {
        JsonNode there = there("{\"do-exit\":1}");
        JsonNode here = here("{\"do-exit\":1}");

        assertThat(here.path("errorType")).isEqualTo(there.path("errorType"));
        assertThat(withoutIds(here.path("errorMessage").asText()))
                .isEqualTo(withoutIds(there.path("errorMessage").asText()));
    }

    @Test
    void bothSetTheVariablesThatCodeReads() throws Exception {
        List<String> read = List.of(
                "AWS_LAMBDA_FUNCTION_NAME",
                "AWS_LAMBDA_FUNCTION_VERSION",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "AWS_LAMBDA_RUNTIME_API",
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "AWS_LAMBDA_LOG_STREAM_NAME");
        JsonNode here = here("{\"do-environment\":1}");
        JsonNode there = there("{\"do-environment\":1}");

        assertThat(read).allSatisfy(name -> {
            assertThat(there.has(name)).as(name).isTrue();
            assertThat(here.has(name)).as(name).isTrue();
        });
        assertThat(here.path("left").asInt()).isBetween(1, 2000);
        assertThat(there.path("left").asInt()).isBetween(1, 2000);
    }

    private static JsonNode here(String event) throws Exception {
        return JSON.readTree(
                switch (ours.invoke("Probe", event.getBytes(StandardCharsets.UTF_8))) {
                    case InvocationResult.Answered(byte[] body) -> body;
                    case InvocationResult.Failed(byte[] body) -> body;
                    case InvocationResult.Rejected(InvocationResult.Rejection reason, String message) ->
                        throw new AssertionError(reason + ": " + message);
                });
    }

    private static JsonNode there(String event) throws Exception {
        return JSON.readTree(rawThere(event));
    }

    /// One emulator an invocation: it does not recover from every ending.
    private static String rawThere(String event) throws Exception {
        int port = LoopbackPort.free();
        int runtimeApi = LoopbackPort.free();
        List<String> line = new ArrayList<>(List.of(
                emulator().orElseThrow().toString(),
                "--runtime-interface-emulator-address",
                "127.0.0.1:" + port,
                "--runtime-api-address",
                "127.0.0.1:" + runtimeApi));
        ProcessBuilder process = command.process("127.0.0.1:" + runtimeApi, "rie");
        line.addAll(process.command());
        process.command(line);
        process.environment().put("AWS_LAMBDA_FUNCTION_TIMEOUT", "2");
        process.redirectOutput(folder.resolve("rie.log").toFile());
        Process emulator = process.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + port + "/2015-03-31/functions/function/invocations");
            await().atMost(Duration.ofSeconds(90)).until(() -> listens(port));
            return HTTP.send(
                            HttpRequest.newBuilder(uri)
                                    .POST(HttpRequest.BodyPublishers.ofString(event))
                                    .timeout(Duration.ofSeconds(30))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } finally {
            emulator.descendants().forEach(ProcessHandle::destroyForcibly);
            emulator.destroyForcibly().waitFor();
        }
    }

    private static String withoutIds(String message) {
        return message.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "<id>");
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static Optional<Path> emulator() {
        String name =
                System.getProperty("os.arch").equals("aarch64") ? "aws-lambda-rie-arm64" : "aws-lambda-rie-x86_64";
        return Stream.concat(
                        Stream.of(System.getenv("TIDINGS_RIE"), System.getProperty("tidings.rie"))
                                .filter(Objects::nonNull)
                                .map(Path::of),
                        samCliFolders()
                                .map(lib -> lib.resolve("samcli/local/rapid").resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// The site-packages of the Python that `sam` on the path belongs to, and of `/opt/sam`.
    private static Stream<Path> samCliFolders() {
        List<Path> homes = new ArrayList<>(List.of(Path.of("/opt/sam")));
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.exists(Path.of(entry, "sam"))) {
                homes.add(real(Path.of(entry, "sam")).getParent().getParent());
            }
        }
        return homes.stream()
                .map(home -> home.resolve("lib"))
                .filter(Files::isDirectory)
                .flatMap(lib -> {
                    try (Stream<Path> pythons = Files.list(lib)) {
                        return pythons.map(python -> python.resolve("site-packages")).toList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Unobserved implements FunctionListener {
        @Override
        public void begun(String function) {
            // Of no interest here.
        }

        @Override
        public void ended(String function, InvocationResult outcome, Optional<Duration> took) {
            // Of no interest here.
        }

        @Override
        public void printed(String function, String line) {
            // Of no interest here.
        }
    }
}
