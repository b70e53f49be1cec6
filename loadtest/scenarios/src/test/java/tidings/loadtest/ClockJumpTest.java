package tidings.loadtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The clock of another process, asked whenever that process is sent a line.
class ClockJumpTest {
    private static final String PROGRAM = """
            void main() throws Exception {
                while (System.in.read() >= 0) {
                    System.out.println(java.time.Instant.now().getEpochSecond()
                            + " " + java.time.InstantSource.system().millis() / 1000
                            + " " + java.time.Clock.systemUTC().millis() / 1000);
                }
            }
            """;

    private static final long HOUR = 3_600;

    /// More than a machine needs for anything in this test.
    private static final long MOMENT = 600;

    @TempDir
    private Path folder;

    @Test
    void itJumpsAheadAndIsRightAgain() throws IOException {
        Path program = Files.writeString(folder.resolve("Times.java"), PROGRAM);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), program.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = other.inputReader()) {
            assertAhead(other, said, 0);

            ClockJump.of(other.pid(), Duration.ofSeconds(HOUR));
            assertAhead(other, said, HOUR);
            ClockJump.of(other.pid(), Duration.ofSeconds(-HOUR));
            assertAhead(other, said, -HOUR);
            ClockJump.of(other.pid(), Duration.ZERO);
            assertAhead(other, said, 0);
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aProcessThatHasEndedIsNamed() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThatThrownBy(() -> ClockJump.of(ended.pid(), Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Long.toString(ended.pid()));
    }

    private static void assertAhead(Process other, BufferedReader said, long seconds) throws IOException {
        other.getOutputStream().write('\n');
        other.getOutputStream().flush();
        long now = System.currentTimeMillis() / 1_000;
        assertThat(Stream.of(said.readLine().split(" ")).map(Long::valueOf))
                .hasSize(3)
                .allSatisfy(time -> assertThat(time - now - seconds).isBetween(-MOMENT, MOMENT));
    }
}
