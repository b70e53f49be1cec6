package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class MediaTest {
    private static final byte[] CSV = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);

    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local());

    private final BotClient bot = new BotClient(sandbox);
    private final Person ada = sandbox.person("Ada");

    @Test
    void aDocumentKeepsItsNameAndCanBeSentAgain() {
        ObjectNode call = chat().put("caption", "<b>All</b> votes").put("parse_mode", "HTML");
        JsonNode sent = bot.upload("sendDocument", call, "document", "%22votes%22.csv", "text/csv", CSV)
                .get("result");
        assertThat(sent.at("/document/file_name").asText()).isEqualTo("\"votes\".csv");
        assertThat(sent.at("/document/mime_type").asText()).isEqualTo("text/csv");
        assertThat(sent.at("/document/file_size").asInt()).isEqualTo(CSV.length);
        assertThat(sent.get("caption").asText()).isEqualTo("All votes");
        assertThat(ada.hears().getFirst().form()).isEqualTo(SeenMessage.Form.DOCUMENT);

        String fileId = sent.at("/document/file_id").asText();
        bot.result("sendDocument", chat().put("document", fileId));
        assertThat(ada.hears()).hasSize(2);
        assertThat(bot.result("getFile", Json.object().put("file_id", fileId))
                        .get("file_path")
                        .asText())
                .startsWith("documents/");
    }

    @Test
    void aDocumentMustHaveContent() {
        assertThat(bot.upload("sendDocument", chat(), "document", "a.csv", "text/csv", new byte[0])
                        .get("description")
                        .asText())
                .isEqualTo("Bad Request: file must be non-empty");
        assertThat(bot.call("sendDocument", chat()).get("description").asText())
                .isEqualTo("Bad Request: there is no document in the request");
    }

    @Test
    void anEditAddsAPhotoToATextAndReplacesItsCaption() {
        MessageId message = bot.send(ada.chat(), "Drawing …");
        ObjectNode edit = chat().put("message_id", message.value());
        edit.putObject("media")
                .put("type", "photo")
                .put("media", "attach://picture.png")
                .put("caption", "Votes");
        JsonNode edited =
                bot.upload("editMessageMedia", edit, "picture.png", "picture.png", "image/png", Pictures.png(40, 30));
        assertThat(edited.at("/result/photo/0/width").asInt()).isEqualTo(40);
        assertThat(edited.at("/result").has("text")).isFalse();
        SeenMessage seen = ada.hears().getFirst();
        assertThat(seen.form()).isEqualTo(SeenMessage.Form.PHOTO);
        assertThat(seen.text()).isEqualTo("Votes");

        ObjectNode caption = chat().put("message_id", message.value()).put("caption", "All votes");
        bot.result("editMessageCaption", caption);
        assertThat(ada.hears().getFirst().text()).isEqualTo("All votes");
        assertThat(bot.call("editMessageCaption", caption).get("description").asText())
                .startsWith("Bad Request: message is not modified");
    }

    @Test
    void mediaThatWasNotUploadedIsNamed() {
        MessageId message = bot.send(ada.chat(), "Drawing …");
        ObjectNode edit = chat().put("message_id", message.value());
        edit.putObject("media").put("type", "photo").put("media", "attach://picture.png");
        assertThat(bot.call("editMessageMedia", edit).get("description").asText())
                .isEqualTo("Bad Request: no file was uploaded for attach://picture.png");
    }

    static Stream<Arguments> refusedMedia() {
        return Stream.of(
                Arguments.of("sendPhoto", "photo", "https:///x.jpg", "URL host is empty"),
                Arguments.of("sendPhoto", "photo", "no address at all", "wrong file identifier/HTTP URL specified"),
                Arguments.of("sendPhoto", "photo", "https://pictures.invalid/x.jpg", "failed to get HTTP URL content"),
                Arguments.of("sendPhoto", "photo", "https://example.org/x.mp4", "wrong type of the web page content"),
                Arguments.of("sendAnimation", "animation", "https://example.org/x.jpg", "wrong type of the web page"),
                Arguments.of("sendVideo", "video", "https://videos.invalid/x.mp4", "failed to get HTTP URL content"));
    }

    @ParameterizedTest
    @MethodSource("refusedMedia")
    void whatTelegramCannotFetchIsRefused(String method, String field, String url, String why) {
        assertThat(bot.call(method, chat().put(field, url)).get("description").asText())
                .contains(why);
        assertThat(ada.hears()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"sendPhoto, photo, PHOTO", "sendAnimation, animation, ANIMATION", "sendVideo, video, VIDEO"})
    void mediaFromElsewhereAreDrawnHereAndNotFetched(String method, String field, SeenMessage.Form form)
            throws IOException, InterruptedException {
        JsonNode sent = bot.result(
                method,
                chat().put(field, "https://media.example.org/a?b=1")
                        .put("caption", "Bees")
                        .put("has_spoiler", true));

        assertThat(sent.get("has_media_spoiler").asBoolean()).isTrue();
        assertThat(ada.hears()).singleElement().satisfies(message -> {
            assertThat(message.form()).isEqualTo(form);
            assertThat(message.text()).isEqualTo("Bees");
        });
        JsonNode media = sent.get(field);
        String fileId = (media.isArray() ? media.get(0) : media).get("file_id").asText();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> drawing = http.send(
                    HttpRequest.newBuilder(sandbox.page().resolve("/sandbox/photos/" + fileId))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(drawing.headers().firstValue("content-type")).contains("image/svg+xml");
            assertThat(drawing.body()).contains("media.example.org").doesNotContain("a?b=1");
        }
    }

    @Test
    void anAlbumHoldsPhotosAndVideosAndNoAnimation() {
        ObjectNode album = chat();
        album.putArray("media")
                .add(item("photo", "https://example.org/a.jpg"))
                .add(item("video", "https://example.org/b.mp4").put("has_spoiler", true));

        JsonNode sent = bot.result("sendMediaGroup", album);

        assertThat(sent).hasSize(2);
        assertThat(sent.get(0).get("media_group_id")).isEqualTo(sent.get(1).get("media_group_id"));
        assertThat(ada.hears())
                .extracting(SeenMessage::form)
                .containsExactly(SeenMessage.Form.PHOTO, SeenMessage.Form.VIDEO);
        album.putArray("media")
                .add(item("photo", "https://example.org/a.jpg"))
                .add(item("animation", "https://example.org/b.mp4"));
        assertThat(bot.call("sendMediaGroup", album).get("description").asText())
                .contains("animation");
    }

    @Test
    void ofAnAlbumWithOneItemThatCannotBeFetchedNothingIsSent() {
        ObjectNode album = chat();
        album.putArray("media")
                .add(item("photo", "https://example.org/a.jpg"))
                .add(item("photo", "https://pictures.invalid/b.jpg"));

        assertThat(bot.call("sendMediaGroup", album).get("description").asText())
                .contains("failed to get HTTP URL content");
        assertThat(ada.hears()).isEmpty();
    }

    @Test
    void anEditOfTextKnowsTheTextOfAPictureForACaption() {
        JsonNode sent = bot.result("sendPhoto", chat().put("photo", "https://example.org/a.jpg"));
        ObjectNode edit =
                chat().put("message_id", sent.get("message_id").asInt()).put("text", "Bees");

        assertThat(bot.call("editMessageText", edit).get("description").asText())
                .isEqualTo("Bad Request: there is no text in the message to edit");
    }

    private static ObjectNode item(String type, String url) {
        return Json.object().put("type", type).put("media", url);
    }

    private ObjectNode chat() {
        return Json.object().put("chat_id", ada.chat().value());
    }
}
