package tidings.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.testing.External;

import static org.assertj.core.api.Assertions.assertThat;

/// Schemathesis (https://schemathesis.io) makes requests of `openapi.yaml`, right ones and wrong ones, from a
/// fixed seed, and holds each response against it.
class SchemathesisIT {
    private static final int EXAMPLES = 15;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"none", "Bearer new-key"})
    void whatIsReadAnswersAsItIsDescribedAndChangesNothing(String authorization) throws Exception {
        try (BoardServer server = new BoardServer()) {
            List<TunableChange> before = unlimited(server);

            run(server, authorization, "--include-method", "GET", "--include-path", "/api/categorization");

            assertThat(server.api.store.latest()).isEqualTo(before);
            assertThat(server.api.told).isEmpty();
        }
    }

    @Test
    void whatAPersonChangesAnswersAsItIsDescribed() throws Exception {
        try (BoardServer server = new BoardServer()) {
            unlimited(server);

            run(
                    server,
                    "tma " + server.api.telegram.initData(SigningTelegram.fields(BoardServer.ADA, ApiCalls.NOW)),
                    "--include-path-regex",
                    "^/(me|api/v1/chat)");
        }
    }

    private static List<TunableChange> unlimited(BoardServer server) {
        server.api.store.add(new TunableChange(
                Tunable.REQUESTS_PER_MINUTE,
                Tunable.REQUESTS_PER_MINUTE.max(),
                "a test",
                "a test",
                server.api.clock.instant(),
                Optional.empty()));
        return server.api.store.latest();
    }

    private void run(BoardServer server, String authorization, String... which)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program().toString(),
                "run",
                server.page() + "openapi.yaml",
                "--checks",
                "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
                "--phases",
                "examples,coverage,fuzzing",
                "--max-examples",
                Integer.toString(EXAMPLES),
                "--seed",
                "20261120",
                "--suppress-health-check",
                "all",
                "--header",
                "Authorization: " + authorization));
        command.addAll(List.of(which));
        Path output = folder.resolve("output.txt");
        int status = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();

        assertThat(status).as(Files.readString(output, StandardCharsets.UTF_8)).isZero();
    }

    private static Path program() {
        return External.require(
                "schemathesis",
                Stream.of(System.getenv("PATH").split(":"))
                        .map(folder -> Path.of(folder, "schemathesis"))
                        .filter(Files::isExecutable)
                        .findFirst());
    }
}
