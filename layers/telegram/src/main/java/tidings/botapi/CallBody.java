package tidings.botapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaBotMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import tidings.aws.Json;

/// The fields of a method as Telegram takes them: a JSON object or, with a file, a multipart form
/// (https://core.telegram.org/bots/api#sending-files).
record CallBody(String contentType, byte[] bytes) {
    private static final ObjectMapper MAPPER = Json.mapper()
            .copy()
            .addMixIn(PartialBotApiMethod.class, Method.class)
            .addMixIn(SendMediaBotMethod.class, MediaMethod.class)
            .addMixIn(SendMediaGroup.class, AlbumMethod.class);

    /// The name of the method is part of the URL and no field.
    private interface Method {
        @JsonIgnore
        String getMethod();
    }

    /// Telegrambots gives these methods no JSON names, for its own client sends them as a form.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private interface MediaMethod {
        @JsonIgnore
        InputFile getFile();

        @JsonIgnore
        String getFileField();
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private interface AlbumMethod extends Method {
        @JsonProperty("media")
        List<InputMedia> getMedias();
    }

    /// A part of the form.
    private record File(String part, String name, InputStream content) {
        static Optional<File> of(PartialBotApiMethod<?> method) {
            return switch (method) {
                case SendMediaBotMethod<?> send
                when send.getFile().isNew() -> {
                    InputFile file = send.getFile();
                    yield Optional.of(new File(send.getFileField(), file.getMediaName(), file.getNewMediaStream()));
                }
                case EditMessageMedia edit
                when edit.getMedia().isNewMedia() -> {
                    InputMedia media = edit.getMedia();
                    yield Optional.of(new File(media.getMediaName(), media.getMediaName(), media.getNewMediaStream()));
                }
                default -> Optional.empty();
            };
        }
    }

    static CallBody of(PartialBotApiMethod<?> method) {
        JsonNode fields = MAPPER.valueToTree(method);
        try {
            Optional<File> file = File.of(method);
            return file.isPresent()
                    ? form(fields, file.get(), "tidings-" + UUID.randomUUID())
                    : new CallBody("application/json", MAPPER.writeValueAsBytes(fields));
        } catch (IOException e) {
            throw new UncheckedIOException("a call of " + method.getMethod() + " cannot be written", e);
        }
    }

    /// @param boundary occurs in none of the fields
    private static CallBody form(JsonNode fields, File file, String boundary) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            JsonNode value = field.getValue();
            if (!field.getKey().equals(file.part()) && !(value.isArray() && value.isEmpty())) {
                part(form, boundary, field.getKey(), "");
                write(form, value.isTextual() ? value.textValue() : MAPPER.writeValueAsString(value));
            }
        }
        String type = file.name().endsWith(".png") ? "image/png" : "application/octet-stream";
        part(form, boundary, file.part(), "; filename=\"" + quoted(file.name()) + "\"\r\nContent-Type: " + type);
        file.content().transferTo(form);
        write(form, "\r\n--" + boundary + "--\r\n");
        return new CallBody("multipart/form-data; boundary=" + boundary, form.toByteArray());
    }

    private static void part(ByteArrayOutputStream form, String boundary, String name, String more) {
        String separator = form.size() == 0 ? "--" : "\r\n--";
        write(
                form,
                separator + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n");
    }

    /// https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
    private static String quoted(String fileName) {
        return fileName.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static void write(ByteArrayOutputStream form, String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
