package tidings.sender;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.AnswerInlineQuery;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.forum.CreateForumTopic;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.inlinequery.inputmessagecontent.InputTextMessageContent;
import org.telegram.telegrambots.meta.api.objects.inlinequery.result.InlineQueryResultArticle;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaPhoto;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import tidings.domain.Place;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.messages.TelegramCall;
import tidings.telegram.Button;
import tidings.telegram.InlineResult;

/// The calls of Telegram that messages of the outbox ask for.
final class Calls {
    private static final String HTML = "HTML";
    /// How long Telegram gives the same person the same answer to the same query.
    private static final int INLINE_CACHE_SECONDS = 60;

    private static final String PICTURE = "picture.png";

    /// https://core.telegram.org/bots/api#answercallbackquery
    private static final int TOAST = 200;

    /// Bytes of a button (https://core.telegram.org/bots/api#inlinekeyboardbutton).
    private static final int DATA = 64;

    /// https://core.telegram.org/bots/api#createforumtopic
    private static final int TOPIC_NAME = 128;

    /// Of a message; Telegram does not document it.
    private static final int BUTTONS = 100;

    private Calls() {}

    static PartialBotApiMethod<?> send(ShowCardV1 card, Place place) {
        if (card.media().isPresent()) {
            return photo(place, card.html(), card.media().get().png())
                    .replyMarkup(keyboard(card.buttons()))
                    .build();
        }
        return SendMessage.builder()
                .chatId(place.chat().value())
                .messageThreadId(topic(place))
                .text(MessageText.text(card.html()))
                .parseMode(HTML)
                .linkPreviewOptions(noPreview())
                .replyMarkup(keyboard(card.buttons()))
                .build();
    }

    /// Media can be added to a text message by an edit, and never taken away again.
    static PartialBotApiMethod<?> edit(ShowCardV1 card, Place place, int message) {
        if (card.media().isPresent()) {
            InputMediaPhoto photo =
                    new InputMediaPhoto(content(card.media().get().png()), PICTURE);
            photo.setCaption(MessageText.caption(card.html()));
            photo.setParseMode(HTML);
            return EditMessageMedia.builder()
                    .chatId(place.chat().value())
                    .messageId(message)
                    .media(photo)
                    .replyMarkup(keyboard(card.buttons()))
                    .build();
        }
        return EditMessageText.builder()
                .chatId(place.chat().value())
                .messageId(message)
                .text(MessageText.text(card.html()))
                .parseMode(HTML)
                .linkPreviewOptions(noPreview())
                .replyMarkup(keyboard(card.buttons()))
                .build();
    }

    static EditMessageCaption editCaption(ShowCardV1 card, Place place, int message) {
        return EditMessageCaption.builder()
                .chatId(place.chat().value())
                .messageId(message)
                .caption(MessageText.caption(card.html()))
                .parseMode(HTML)
                .replyMarkup(keyboard(card.buttons()))
                .build();
    }

    static SendPhoto send(ShowPictureV1 picture, Place place) {
        return photo(place, picture.html(), picture.png()).build();
    }

    static AnswerCallbackQuery answer(AnswerCallbackV1 answer) {
        return AnswerCallbackQuery.builder()
                .callbackQueryId(answer.press())
                .text(answer.text().isEmpty() ? null : MessageText.plain(answer.text(), TOAST))
                .build();
    }

    static AnswerInlineQuery answer(AnswerInlineV1 answer) {
        return AnswerInlineQuery.builder()
                .inlineQueryId(answer.query())
                .results(answer.results().stream().map(Calls::article).toList())
                .cacheTime(INLINE_CACHE_SECONDS)
                .isPersonal(true)
                .build();
    }

    private static InlineQueryResultArticle article(InlineResult result) {
        return InlineQueryResultArticle.builder()
                .id(result.id())
                .title(result.title())
                .description(result.description())
                .inputMessageContent(InputTextMessageContent.builder()
                        .messageText(result.html())
                        .parseMode(HTML)
                        .linkPreviewOptions(noPreview())
                        .build())
                .build();
    }

    static PartialBotApiMethod<?> of(TelegramCall call, Place place) {
        String chat = Long.toString(place.chat().value());
        return switch (call) {
            case TelegramCall.ChatMember(long user) -> new GetChatMember(chat, user);
            case TelegramCall.OwnRights _ -> new GetChat(chat);
            case TelegramCall.FilePath(String fileId) -> new GetFile(fileId);
            case TelegramCall.NewForumTopic(String name) ->
                new CreateForumTopic(chat, MessageText.plain(name, TOPIC_NAME));
            case TelegramCall.Picture(String html, String png) ->
                photo(place, html, png).build();
            case TelegramCall.Document(String fileName, String html, String base64) ->
                SendDocument.builder()
                        .chatId(chat)
                        .messageThreadId(topic(place))
                        .document(new InputFile(content(base64), fileName))
                        .caption(MessageText.caption(html))
                        .parseMode(HTML)
                        .build();
        };
    }

    private static SendPhoto.SendPhotoBuilder<?, ?> photo(Place place, String html, String png) {
        return SendPhoto.builder()
                .chatId(place.chat().value())
                .messageThreadId(topic(place))
                .photo(new InputFile(content(png), PICTURE))
                .caption(MessageText.caption(html))
                .parseMode(HTML);
    }

    private static Integer topic(Place place) {
        return place.topic().isPresent() ? place.topic().getAsInt() : null;
    }

    private static InputStream content(String base64) {
        return new ByteArrayInputStream(Base64.getDecoder().decode(base64));
    }

    private static LinkPreviewOptions noPreview() {
        return LinkPreviewOptions.builder().isDisabled(true).build();
    }

    /// Without the buttons that Telegram would refuse, and with them the message.
    private static InlineKeyboardMarkup keyboard(List<List<Button>> rows) {
        List<Button> shown = rows.stream()
                .flatMap(List::stream)
                .filter(Calls::isTaken)
                .limit(BUTTONS)
                .toList();
        List<InlineKeyboardRow> keyboard = rows.stream()
                .map(row -> new InlineKeyboardRow(
                        row.stream().filter(shown::contains).map(Calls::button).toList()))
                .filter(row -> !row.isEmpty())
                .toList();
        return InlineKeyboardMarkup.builder().keyboard(keyboard).build();
    }

    private static boolean isTaken(Button button) {
        int bytes = button.press().getBytes(StandardCharsets.UTF_8).length;
        return !button.label().isBlank() && button.url().map(Calls::isAddress).orElse(bytes > 0 && bytes <= DATA);
    }

    private static boolean isAddress(String url) {
        try {
            String host = URI.create(url).getHost();
            return host != null && host.contains(".");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static InlineKeyboardButton button(Button button) {
        InlineKeyboardButton shown = new InlineKeyboardButton(MessageText.plain(button.label(), TOAST));
        button.url().ifPresentOrElse(shown::setUrl, () -> shown.setCallbackData(button.press()));
        return shown;
    }
}
