package tidings.loadtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tidings.loadtest.Mix.Journey;
import tidings.loadtest.Mix.Step;
import tidings.localstack.stack.CloseableStack;
import tidings.localstack.stack.Stack;
import tidings.localstack.stack.StackSettings;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;

/// The same pipeline with empty handlers, on a stack and with a Telegram of its own, beside the one that is under
/// load: the machine and the moment are the same. Fewer people use it, so that it takes little from the other.
final class Peer implements AutoCloseable {
    /// Its handlers and what they share.
    private static final List<String> CLASSES = List.of("WebhookHandler", "BotHandler", "SenderHandler", "Hop");

    private static final String CORE = "core.zip";
    private static final String TEMPLATE = "peer.yaml";
    private static final Mix MIX =
            new Mix(List.of(), List.of(new Journey(1, List.of(Step.say("/empty")))), Map.of(), List.of());
    private static final int CHATS_A_PERSON = 10;

    private final CloseableStack parts = new CloseableStack();
    private final Run run;

    private Peer(Path root, Path folder, Plan plan, Answers answers) throws IOException {
        try {
            TelegramSettings bot = TelegramSettings.local();
            TelegramSandbox sandbox = parts.add(TelegramSandbox.start(bot));
            URI api = sandbox.apiAddress().resolve("/");
            Map<String, String> parameters = Map.of("TelegramApiUrl", api.toString(), "BotToken", bot.token());
            Stack stack = Stack.start(
                    Main.grown(StackSettings.of(packaged(root, folder), folder.resolve("stack")))
                            .parameters(parameters),
                    (_, _, _) -> {},
                    parts);
            SandboxTelegram telegram = parts.add(new SandboxTelegram(api));
            telegram.call(bot.token(), "setWebhook", Map.of("url", stack.url("WebhookFunction")));
            run = new Run(
                    plan,
                    MIX,
                    new Target(api, api, Optional.empty()),
                    answers,
                    parts.add(new Receipts(telegram)),
                    Chats.create(telegram, CHATS_A_PERSON * plan.count("peers")),
                    Communities.of(1),
                    new Random(plan.count("peers")),
                    Optional.empty());
        } catch (RuntimeException | IOException e) {
            parts.close();
            throw e;
        }
    }

    /// @param root the folder of `template.yaml`, with everything built
    /// @param folder for what it unpacks and logs
    /// @param plan with the size `peers`
    static Peer start(Path root, Path folder, Plan plan, Answers answers) throws IOException {
        return new Peer(root, Files.createDirectories(folder), plan, answers);
    }

    /// The template, beside the zips that it names.
    private static Path packaged(Path root, Path folder) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("peer.zip")))) {
            for (String name : CLASSES) {
                String file = "tidings/loadtest/peer/" + name + ".class";
                ZipEntry entry = new ZipEntry(file);
                entry.setTime(0); // the same zip each time is unpacked once
                zip.putNextEntry(entry);
                copy("/" + file, zip);
                zip.closeEntry();
            }
        }
        Path core = root.resolve("layers/core/target").resolve(CORE);
        Files.copy(core, folder.resolve(CORE), StandardCopyOption.REPLACE_EXISTING);
        Path template = folder.resolve("template.yaml");
        try (OutputStream out = Files.newOutputStream(template)) {
            copy(TEMPLATE, out);
        }
        return template;
    }

    private static void copy(String resource, OutputStream out) throws IOException {
        try (InputStream in = Peer.class.getResourceAsStream(resource)) {
            Objects.requireNonNull(in, resource + " is missing").transferTo(out);
        }
    }

    Run run() {
        return run;
    }

    @Override
    public void close() {
        parts.close();
    }
}
