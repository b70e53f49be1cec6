package tidings.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tidings.testing.Project;

/// The project as another commit would have built it: its template, in a folder of its own, with other zips.
final class OtherVersion {
    private static final String STORE = "layers/store/target/store.zip";
    private static final String BOT = "functions/bot/target/bot.zip";

    private final Path project = Project.root();
    private final Path folder;
    private String template;

    /// @param folder an empty one
    OtherVersion(Path folder) {
        this.folder = folder;
        try {
            this.template = Files.readString(project.resolve("template.yaml"))
                    .replaceAll("(CodeUri|ContentUri): ", "$1: " + project + "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With migrations that this version does not have.
    ///
    /// @param scripts by the names of their files
    OtherVersion migrations(Map<String, String> scripts) {
        Path jar = folder.resolve("migrations.jar");
        scripts.forEach((name, sql) -> write(jar, "db/migration/" + name, sql.getBytes(StandardCharsets.UTF_8)));
        return with(STORE, "java/lib/migrations.jar", bytes(jar));
    }

    /// With a bot that fails.
    OtherVersion failingBot() {
        String file = FailingBot.class.getName().replace('.', '/') + ".class";
        try (InputStream code = FailingBot.class.getClassLoader().getResourceAsStream(file)) {
            template = template.replace("tidings.bot.BotHandler", FailingBot.class.getName());
            return with(BOT, file, code.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With a template that says something else there.
    OtherVersion saying(String text, String instead) {
        if (!template.contains(text)) {
            throw new IllegalArgumentException("the template does not say " + text);
        }
        template = template.replace(text, instead);
        return this;
    }

    /// Its template.
    Path template() {
        try {
            return Files.writeString(folder.resolve("template.yaml"), template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param zip as the template names it
    private OtherVersion with(String zip, String entry, byte[] content) {
        try {
            Path other =
                    Files.copy(project.resolve(zip), folder.resolve(Path.of(zip).getFileName()));
            write(other, entry, content);
            template = template.replace(project.resolve(zip).toString(), other.toString());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path zip, String entry, byte[] content) {
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path file = files.getPath(entry);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
