package tidings.localstack.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tidings.localstack.sample.SampleZips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KilledStackIT {
    private static final String READY = "ready";

    @Test
    void aStackThatIsKilledLeavesNoProcessBehind(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws IOException {
        Process stack = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledStackIT.class.getName(),
                        folder.toString())
                .redirectError(folder.resolve("errors.log").toFile())
                .start();
        List<String> told = new ArrayList<>();
        List<ProcessHandle> processes;
        try (BufferedReader output = stack.inputReader()) {
            for (String line = output.readLine(); line != null && !line.equals(READY); line = output.readLine()) {
                told.add(line);
            }
            processes = stack.descendants().toList();
        } finally {
            stack.destroyForcibly();
        }

        assertThat(told)
                .as(() -> read(folder.resolve("errors.log")))
                .hasSize(3)
                .allSatisfy(port -> assertThat(port).containsOnlyDigits());
        assertThat(processes).as("functions, servers and the guard").hasSizeGreaterThan(5);
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            assertThat(processes).noneMatch(KilledStackIT::runs);
            assertThat(told).noneMatch(port -> answers(Integer.parseInt(port)));
        });
    }

    /// A process that has ended but that nobody has waited for has no command any more.
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// The process that is killed: prints the ports of its database, cache and tables, and that it is ready.
    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        Stack stack = Stack.start(
                StackSettings.of(SampleZips.write(folder), folder.resolve("work"))
                        .parameters(Map.of("RecordFolder", folder.toString())),
                StartupListener.SILENT);
        Stream.of(
                        stack.database().address().getPort(),
                        stack.cache().address().getPort(),
                        stack.tables().endpoint().getPort())
                .forEach(System.out::println);
        System.out.println(READY);
        new CountDownLatch(1).await();
    }
}
