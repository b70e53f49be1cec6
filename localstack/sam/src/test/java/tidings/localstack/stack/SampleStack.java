package tidings.localstack.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.lambda.Scaling;
import tidings.localstack.sample.SampleZips;

import static org.assertj.core.api.Assertions.assertThat;

/// The sample template, started once for all tests of a run.
record SampleStack(Stack stack, Path folder, List<String> started) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Gives tests the one that all share.
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SampleStack.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(SampleStack.class))
                    .computeIfAbsent("sample", _ -> start(), SampleStack.class);
        }
    }

    private static SampleStack start() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "sample-stack-");
            Path records = Files.createDirectories(folder.resolve("records"));
            List<String> started = new CopyOnWriteArrayList<>();
            Stack stack = Stack.start(
                    StackSettings.of(SampleZips.write(folder), folder.resolve("work"))
                            .parameters(Map.of("RecordFolder", records.toString()))
                            .secrets(Map.of("BotToken", "1:token"))
                            .scaling(new Scaling(3, 1, Duration.ofMillis(200), Duration.ofSeconds(2)))
                            .visibility(Duration.ofSeconds(2))
                            .firing(StackSettings.Firing.BY_HAND)
                            .caches(StackSettings.AotCaches.TRAINED_FIRST)
                            .alarmSpeed(60)
                            .console(line -> System.out.println("  | " + line)),
                    (what, where, took) -> {
                        started.add(what);
                        System.out.printf("%-28s %-40s %5d ms%n", what, where, took.toMillis());
                    });
            return new SampleStack(stack, folder, started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode invoke(String function, String event) throws Exception {
        InvocationResult outcome = stack.invoke(function, bytes(event));
        assertThat(outcome).isInstanceOf(InvocationResult.Answered.class);
        return JSON.readTree(((InvocationResult.Answered) outcome).body());
    }

    static JsonNode error(InvocationResult outcome) throws IOException {
        assertThat(outcome).isInstanceOf(InvocationResult.Failed.class);
        return JSON.readTree(((InvocationResult.Failed) outcome).body());
    }

    HttpResponse<String> get(URI uri) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(URI uri, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    void send(String queue, String body, String group) {
        String url = stack.model().queue(queue).url();
        stack.queues().client().sendMessage(r -> {
            r.queueUrl(url).messageBody(body);
            Optional.ofNullable(group).ifPresent(g -> r.messageGroupId(g).messageDeduplicationId(body));
        });
    }

    List<String> bodies(String queue) {
        String url = stack.model().queue(queue).url();
        return stack
                .queues()
                .client()
                .receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0))
                .messages()
                .stream()
                .map(m -> m.body())
                .toList();
    }

    List<String> recorded(String function, String start) throws IOException {
        Path file = folder().resolve("records").resolve("tidings-" + function + ".events");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(start))
                        .toList()
                : List.of();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        stack.close();
    }
}
