package tidings.botapi;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.AnswerInlineQuery;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.commands.DeleteMyCommands;
import org.telegram.telegrambots.meta.api.methods.commands.GetMyCommands;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.methods.forum.CreateForumTopic;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.methods.send.SendAnimation;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessages;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.inlinequery.inputmessagecontent.InputTextMessageContent;
import org.telegram.telegrambots.meta.api.objects.inlinequery.result.InlineQueryResultArticle;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaPhoto;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaVideo;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;

import static org.assertj.core.api.Assertions.assertThat;

class CallBodyTest {
    static Stream<PartialBotApiMethod<?>> methods() {
        return Stream.of(
                SendMessage.builder()
                        .chatId(7L)
                        .messageThreadId(3)
                        .text("text")
                        .parseMode("HTML")
                        .linkPreviewOptions(
                                LinkPreviewOptions.builder().isDisabled(true).build())
                        .replyMarkup(InlineKeyboardMarkup.builder()
                                .keyboard(List.of())
                                .build())
                        .build(),
                SendMessage.builder()
                        .chatId(7L)
                        .text("text")
                        .linkPreviewOptions(LinkPreviewOptions.builder()
                                .urlField("https://example.org/a.jpg")
                                .preferLargeMedia(true)
                                .build())
                        .replyParameters(ReplyParameters.builder()
                                .messageId(3)
                                .allowSendingWithoutReply(true)
                                .build())
                        .build(),
                SendPhoto.builder()
                        .chatId(7L)
                        .photo(new InputFile("https://example.org/a.jpg"))
                        .hasSpoiler(true)
                        .build(),
                SendAnimation.builder()
                        .chatId(7L)
                        .animation(new InputFile("https://example.org/a.gif"))
                        .hasSpoiler(true)
                        .build(),
                album(),
                DeleteMessages.builder().chatId(7L).messageIds(List.of(1, 2)).build(),
                photo(),
                document("data.csv"),
                EditMessageText.builder().chatId(7L).messageId(1).text("text").build(),
                EditMessageCaption.builder()
                        .chatId(7L)
                        .messageId(1)
                        .caption("text")
                        .build(),
                EditMessageMedia.builder()
                        .chatId(7L)
                        .messageId(1)
                        .media(new InputMediaPhoto(content("png"), "picture.png"))
                        .build(),
                AnswerCallbackQuery.builder().callbackQueryId("1").text("text").build(),
                AnswerInlineQuery.builder()
                        .inlineQueryId("1")
                        .results(List.of(InlineQueryResultArticle.builder()
                                .id("1")
                                .title("title")
                                .description("description")
                                .inputMessageContent(InputTextMessageContent.builder()
                                        .messageText("text")
                                        .parseMode("HTML")
                                        .linkPreviewOptions(LinkPreviewOptions.builder()
                                                .isDisabled(true)
                                                .build())
                                        .build())
                                .build()))
                        .cacheTime(60)
                        .isPersonal(true)
                        .build(),
                new GetChatMember("7", 8L),
                new GetFile("file"),
                new CreateForumTopic("7", "Java"),
                SetWebhook.builder()
                        .url("https://example.org/")
                        .secretToken("secret")
                        .maxConnections(100)
                        .allowedUpdates(List.of("message"))
                        .build(),
                new GetWebhookInfo(),
                new DeleteWebhook(),
                SetMyCommands.builder()
                        .commands(List.of(new BotCommand("top", "Top posts")))
                        .languageCode("de")
                        .build(),
                new GetMyCommands(),
                new DeleteMyCommands(),
                new GetMe());
    }

    /// The sandbox refuses, with these words, fields that the Bot API does not document.
    @ParameterizedTest
    @MethodSource("methods")
    void hasNoFieldThatTheMethodDoesNotHave(PartialBotApiMethod<?> method) {
        TelegramSettings settings = TelegramSettings.local();
        try (TelegramSandbox sandbox = TelegramSandbox.start(settings)) {
            CallResult result = new HttpTelegram(sandbox.apiAddress(), settings::token).call(method);

            if (result instanceof CallResult.Refused refused) {
                assertThat(refused.description())
                        .doesNotContain("has no field", "takes no field", "must be of type", "is required");
            }
        }
    }

    @Test
    void isJsonWithoutTheNameOfTheMethod() {
        CallBody body = CallBody.of(new GetChatMember("7", 8L));

        assertThat(body.contentType()).isEqualTo("application/json");
        assertThat(text(body)).isEqualTo("{\"chat_id\":\"7\",\"user_id\":8}");
    }

    @Test
    void anAlbumIsJsonAsLongAsItsPicturesHaveAddresses() {
        CallBody body = CallBody.of(album());

        assertThat(body.contentType()).isEqualTo("application/json");
        assertThat(text(body))
                .contains("\"media\":[{", "\"type\":\"photo\"", "\"media\":\"https://example.org/a.jpg\"")
                .contains("\"type\":\"video\"", "\"has_spoiler\":true")
                .doesNotContain("medias", "method");
    }

    private static SendMediaGroup album() {
        InputMediaVideo video = new InputMediaVideo("https://example.org/b.mp4");
        video.setHasSpoiler(true);
        return SendMediaGroup.builder()
                .chatId(7L)
                .messageThreadId(3)
                .medias(List.of(new InputMediaPhoto("https://example.org/a.jpg"), video))
                .build();
    }

    @Test
    void isAFormWhereAFileIsSent() {
        CallBody body = CallBody.of(photo());

        String boundary = body.contentType().replace("multipart/form-data; boundary=", "--");
        assertThat(text(body).split(boundary))
                .satisfiesExactlyInAnyOrder(
                        start -> assertThat(start).isEmpty(),
                        chat -> assertThat(chat)
                                .isEqualTo("\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n"),
                        topic -> assertThat(topic)
                                .isEqualTo(
                                        "\r\nContent-Disposition: form-data; name=\"message_thread_id\"\r\n\r\n3\r\n"),
                        caption -> assertThat(caption)
                                .isEqualTo("\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nüber\r\n"),
                        file -> assertThat(file)
                                .isEqualTo(
                                        "\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"picture.png\"\r\n"
                                                + "Content-Type: image/png\r\n\r\npng\r\n"),
                        end -> assertThat(end).isEqualTo("--\r\n"));
    }

    @Test
    void quotesTheNameOfAFile() {
        assertThat(text(CallBody.of(document("a\"b\r\nX: y.csv")))).contains("filename=\"a%22b%0D%0AX: y.csv\"");
    }

    private static SendPhoto photo() {
        return SendPhoto.builder()
                .chatId(7L)
                .messageThreadId(3)
                .photo(new InputFile(content("png"), "picture.png"))
                .caption("über")
                .build();
    }

    private static SendDocument document(String name) {
        return SendDocument.builder()
                .chatId(7L)
                .document(new InputFile(content("1,2"), name))
                .build();
    }

    private static ByteArrayInputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(CallBody body) {
        return new String(body.bytes(), StandardCharsets.UTF_8);
    }
}
