package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

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

    private ObjectNode chat() {
        return Json.object().put("chat_id", ada.chat().value());
    }
}
