package tidings.sender;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.AnswerInlineQuery;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.forum.CreateForumTopic;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.methods.send.SendAnimation;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaGroup;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessages;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.inlinequery.inputmessagecontent.InputTextMessageContent;
import org.telegram.telegrambots.meta.api.objects.inlinequery.result.InlineQueryResultArticle;
import org.telegram.telegrambots.meta.api.objects.media.InputMedia;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaPhoto;
import org.telegram.telegrambots.meta.api.objects.media.InputMediaVideo;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import tidings.chats.CardMessages;
import tidings.domain.Place;
import tidings.domain.PostMedia;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.messages.TelegramCall;
import tidings.telegram.Attachment;
import tidings.telegram.Attachment.Form;
import tidings.telegram.Card;
import tidings.telegram.InlineResult;

/// The calls of Telegram that messages of the outbox ask for.
final class Calls {
    private static final String HTML = "HTML";
    /// How long Telegram gives the same person the same answer to the same query.
    private static final int INLINE_CACHE_SECONDS = 60;

    private static final String PICTURE = "picture.png";

    /// https://core.telegram.org/bots/api#answercallbackquery
    private static final int TOAST = 200;

    /// https://core.telegram.org/bots/api#createforumtopic
    private static final int TOPIC_NAME = 128;

    private Calls() {}

    /// @param album the pictures that the card belongs to, if they are shown
    static PartialBotApiMethod<?> send(ShowCardV1 card, Place place, List<Integer> album) {
        InlineKeyboardMarkup keyboard = Keyboard.of(card.buttons());
        if (card.media().isPresent()) {
            return photo(place, card.html(), content(card.media().get()))
                    .replyMarkup(keyboard)
                    .build();
        }
        return switch (card.attached().map(Attachment::form).orElse(Form.NOTHING)) {
            case PHOTO ->
                photo(place, card.html(), file(card))
                        .hasSpoiler(isHidden(card))
                        .replyMarkup(keyboard)
                        .build();
            case ANIMATION ->
                SendAnimation.builder()
                        .chatId(place.chat().value())
                        .messageThreadId(topic(place))
                        .animation(file(card))
                        .caption(MessageText.caption(card.html()))
                        .parseMode(HTML)
                        .hasSpoiler(isHidden(card))
                        .replyMarkup(keyboard)
                        .build();
            case PREVIEW, NOTHING ->
                SendMessage.builder()
                        .chatId(place.chat().value())
                        .messageThreadId(topic(place))
                        .text(MessageText.text(card.html()))
                        .parseMode(HTML)
                        .linkPreviewOptions(preview(card, album))
                        .replyParameters(
                                replied(card, album).map(Calls::replyTo).orElse(null))
                        .replyMarkup(keyboard)
                        .build();
        };
    }

    /// What moves is a video here: an album takes no animations.
    static SendMediaGroup send(ShowAlbumV1 album, Place place) {
        return SendMediaGroup.builder()
                .chatId(place.chat().value())
                .messageThreadId(topic(place))
                .medias(album.media().stream()
                        .map(media -> item(media, album.hidden()))
                        .toList())
                .build();
    }

    private static InputMedia item(PostMedia media, boolean hidden) {
        return switch (media.kind()) {
            case PHOTO -> {
                InputMediaPhoto photo = new InputMediaPhoto(media.url());
                photo.setHasSpoiler(hidden ? true : null);
                yield photo;
            }
            case ANIMATION, VIDEO -> {
                InputMediaVideo video = new InputMediaVideo(media.url());
                video.setHasSpoiler(hidden ? true : null);
                yield video;
            }
        };
    }

    /// Media can be added to a text message by an edit, and never taken away again; what a picture was sent with
    /// stays.
    static PartialBotApiMethod<?> edit(ShowCardV1 card, Place place, int message, CardMessages shown) {
        if (card.media().isPresent()) {
            InputMediaPhoto photo =
                    new InputMediaPhoto(stream(card.media().get().png()), PICTURE);
            photo.setCaption(MessageText.caption(card.html()));
            photo.setParseMode(HTML);
            return EditMessageMedia.builder()
                    .chatId(place.chat().value())
                    .messageId(message)
                    .media(photo)
                    .replyMarkup(Keyboard.of(card.buttons()))
                    .build();
        } else if (shown.captioned()) {
            return editCaption(card, place, message);
        }
        return EditMessageText.builder()
                .chatId(place.chat().value())
                .messageId(message)
                .text(MessageText.text(card.html()))
                .parseMode(HTML)
                .linkPreviewOptions(preview(card, shown.album()))
                .replyMarkup(Keyboard.of(card.buttons()))
                .build();
    }

    static EditMessageCaption editCaption(ShowCardV1 card, Place place, int message) {
        return EditMessageCaption.builder()
                .chatId(place.chat().value())
                .messageId(message)
                .caption(MessageText.caption(card.html()))
                .parseMode(HTML)
                .replyMarkup(Keyboard.of(card.buttons()))
                .build();
    }

    /// At most 100 messages.
    static DeleteMessages delete(Place place, List<Integer> messages) {
        return DeleteMessages.builder()
                .chatId(place.chat().value())
                .messageIds(messages)
                .build();
    }

    static SendPhoto send(ShowPictureV1 picture, Place place) {
        return photo(place, picture.html(), content(new Card.Media(picture.png())))
                .build();
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
            case TelegramCall.Channel(String channel, long _) -> new GetChat(channel);
            case TelegramCall.FileContent(String fileId) -> new GetFile(fileId);
            case TelegramCall.NewForumTopic(String name) ->
                new CreateForumTopic(chat, MessageText.plain(name, TOPIC_NAME));
            case TelegramCall.Picture(String html, String png) ->
                photo(place, html, content(new Card.Media(png))).build();
            case TelegramCall.Document(String fileName, String html, String base64) ->
                SendDocument.builder()
                        .chatId(chat)
                        .messageThreadId(topic(place))
                        .document(new InputFile(stream(base64), fileName))
                        .caption(MessageText.caption(html))
                        .parseMode(HTML)
                        .build();
        };
    }

    private static SendPhoto.SendPhotoBuilder<?, ?> photo(Place place, String html, InputFile picture) {
        return SendPhoto.builder()
                .chatId(place.chat().value())
                .messageThreadId(topic(place))
                .photo(picture)
                .caption(MessageText.caption(html))
                .parseMode(HTML);
    }

    private static Integer topic(Place place) {
        return place.topic().isPresent() ? place.topic().getAsInt() : null;
    }

    private static InputFile content(Card.Media media) {
        return new InputFile(stream(media.png()), PICTURE);
    }

    /// Telegram fetches it: a photo of 5 MB at most, an animation of 20 MB
    /// (https://core.telegram.org/bots/api#sending-files).
    private static InputFile file(ShowCardV1 card) {
        return new InputFile(card.attached().orElseThrow().url());
    }

    private static Boolean isHidden(ShowCardV1 card) {
        return card.attached().orElseThrow().hidden() ? true : null;
    }

    private static Optional<Integer> replied(ShowCardV1 card, List<Integer> album) {
        return card.reminding()
                .flatMap(how -> how.of().stream().boxed().findFirst())
                .or(() -> album.stream().findFirst());
    }

    private static ReplyParameters replyTo(int message) {
        return ReplyParameters.builder()
                .messageId(message)
                .allowSendingWithoutReply(true)
                .build();
    }

    private static InputStream stream(String base64) {
        return new ByteArrayInputStream(Base64.getDecoder().decode(base64));
    }

    /// A text in the place of a picture previews it, unless the picture is in the album above.
    private static LinkPreviewOptions preview(ShowCardV1 card, List<Integer> album) {
        return card.attached()
                .filter(_ -> album.isEmpty())
                .flatMap(attached -> attached.isPicture() ? attached.simpler() : Optional.of(attached))
                .filter(attached -> attached.form() == Form.PREVIEW)
                .map(Attachment::url)
                .map(Calls::largePreview)
                .orElseGet(Calls::noPreview);
    }

    private static LinkPreviewOptions largePreview(String url) {
        return LinkPreviewOptions.builder().urlField(url).preferLargeMedia(true).build();
    }

    private static LinkPreviewOptions noPreview() {
        return LinkPreviewOptions.builder().isDisabled(true).build();
    }
}
