package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.aws.Message;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostMedia;
import tidings.telegram.Attachment;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Html;
import tidings.telegram.InlineResult;

/// The outbox: what the sender asks of Telegram.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface OutboxMessage extends Message {
    /// As how many messages Telegram counts it.
    default int messages() {
        return 1;
    }

    /// The chat that it is for, where it names one.
    default Optional<ChatId> chatOf() {
        return this instanceof InPlace message ? Optional.of(message.chat()) : Optional.empty();
    }

    /// The cause and the step that it is named after; empty for an answer that names no chat.
    default String named() {
        return this instanceof InPlace message ? message.id() : "";
    }

    /// A card in a state: sent if the chat has not seen the card, edited if it has. Showing it twice changes nothing.
    ///
    /// @param topic the forum topic of the chat, if the card belongs in one
    /// @param id names this state of the card: the cause and the step, such as `42/reading`; `42/done` for what
    ///     answers an update at once
    /// @param html Telegram's HTML, at most 4,096 UTF-16 units without its tags; 1,024 with media
    /// @param buttons rows of buttons, may be empty
    /// @param media the picture that the card shows above its text, if any
    /// @param attached what belongs to the text of a delivered card, if anything
    /// @param waiting present where the card waits for an answer, or gives up waiting
    /// @param fallsBack whether it comes to the chat itself where the topic is closed or gone, which is then
    ///     told to the bot
    /// @param reminding present where it reminds somebody
    @JsonTypeName("show-card/1")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ShowCardV1(
            ChatId chat,
            OptionalInt topic,
            CardId card,
            String id,
            String html,
            List<List<Button>> buttons,
            Optional<Card.Media> media,
            Optional<Attachment> attached,
            Optional<Wait> waiting,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) Boolean fallsBack,
            Optional<Reminding> reminding)
            implements OutboxMessage, InPlace {
        public ShowCardV1 {
            reminding = reminding == null ? Optional.empty() : reminding;
            topic = topic == null ? OptionalInt.empty() : topic;
            buttons = buttons.stream().map(List::copyOf).toList();
            media = media == null ? Optional.empty() : media;
            attached = attached == null ? Optional.empty() : attached;
            waiting = waiting == null ? Optional.empty() : waiting;
            fallsBack = fallsBack != null && fallsBack; // an earlier version does not tell
        }

        public ShowCardV1(Place place, CardId card, String id, Card content) {
            this(place, card, id, content, Optional.empty());
        }

        public ShowCardV1(Place place, CardId card, String id, Card content, Optional<Wait> waiting) {
            this(
                    place.chat(),
                    place.topic(),
                    card,
                    id,
                    content.html(),
                    content.buttons(),
                    content.media(),
                    content.attached(),
                    waiting,
                    false,
                    Optional.empty());
        }

        /// The same, which comes to the chat itself where the topic is closed or gone.
        public ShowCardV1 fallingBack() {
            return with(html, true, reminding);
        }

        public ShowCardV1 reminding(Reminding how) {
            return with(html, fallsBack, Optional.of(how));
        }

        /// The same as it is sent at an instant.
        public ShowCardV1 at(Instant now) {
            return with(reminding.map(how -> how.html(html, now)).orElse(html), fallsBack, reminding);
        }

        private ShowCardV1 with(String html, boolean fallsBack, Optional<Reminding> reminding) {
            return new ShowCardV1(chat, topic, card, id, html, buttons, media, attached, waiting, fallsBack, reminding);
        }

        /// A card that begins to wait is the first sign of life.
        @Override
        public boolean answers() {
            return !card.isDelivered()
                    && waiting.map(wait -> switch (wait.step()) {
                                case BEGINS, ANSWERS, BRINGS, REFUSES -> true;
                                case GOES_ON, ENDS -> false;
                            })
                            .orElse(true);
        }

        /// Whether it answers an update at once. Then the card was not shown before, unless the update was handled
        /// twice.
        public boolean repliesAtOnce() {
            return waiting.isEmpty() && card.value().equals("u:" + id.replaceFirst("/done$", ""));
        }
    }

    /// The pictures of a card, which has to come behind them: an album has no buttons. Sent once, and never
    /// changed.
    ///
    /// @param topic the forum topic of the chat, if the card belongs in one
    /// @param id names the album: the card and the step
    /// @param media 2 to 10 pictures
    /// @param hidden whether they are seen only after a tap
    @JsonTypeName("show-album/1")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ShowAlbumV1(ChatId chat, OptionalInt topic, CardId card, String id, List<PostMedia> media, boolean hidden)
            implements OutboxMessage, InPlace {
        public ShowAlbumV1 {
            topic = topic == null ? OptionalInt.empty() : topic;
            media = List.copyOf(media);
        }

        public ShowAlbumV1(Place place, CardId card, List<PostMedia> media, boolean hidden) {
            this(place.chat(), place.topic(), card, card + "/album", media, hidden);
        }

        @Override
        public int messages() {
            return media.size();
        }
    }

    /// A picture to send.
    ///
    /// @param topic the forum topic of the chat, if the picture belongs in one
    /// @param id names the picture: the cause and the step
    /// @param html the caption in Telegram's HTML, at most 1,024 UTF-16 units without its tags
    /// @param png the picture in Base64; a queue message has room for some 700 KB of it
    @JsonTypeName("show-picture/1")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ShowPictureV1(ChatId chat, OptionalInt topic, String id, String html, String png)
            implements OutboxMessage, InPlace {
        public ShowPictureV1 {
            topic = topic == null ? OptionalInt.empty() : topic;
        }

        public ShowPictureV1(Place place, String id, String html, String png) {
            this(place.chat(), place.topic(), id, html, png);
        }

        @Override
        public boolean answers() {
            return true;
        }

        /// Leaves the picture's bytes out.
        @Override
        public String toString() {
            return "ShowPictureV1[" + id + "]";
        }
    }

    /// Answers a callback query, with a short text or with none. It has a group of its own, so that it does not wait
    /// behind the pacing of its chat.
    ///
    /// @param press Telegram's id of the callback query
    /// @param late what is shown instead once Telegram takes the answer no longer, which is after half a minute;
    ///     empty where that would tell nobody anything, or the wrong people
    @JsonTypeName("answer-press/1")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AnswerCallbackV1(String press, String text, Optional<ShowCardV1> late) implements OutboxMessage {
        public AnswerCallbackV1 {
            late = late == null ? Optional.empty() : late; // an earlier version has none
        }

        public AnswerCallbackV1(String press, String text) {
            this(press, text, Optional.empty());
        }

        /// An answer whose text, if it has one, comes to a place where it is too late for the answer.
        ///
        /// @param cause that the text is named after there
        public static AnswerCallbackV1 in(Place place, String cause, String press, String text) {
            Optional<ShowCardV1> late = Optional.of(text)
                    .filter(words -> !words.isEmpty())
                    .map(words -> new ShowCardV1(
                            place, CardId.ofUpdate(cause + ".late"), cause + "/late", Card.of(Html.text(words))));
            return new AnswerCallbackV1(press, text, late);
        }

        /// Without a text, another message shows what came of the press.
        @Override
        public boolean answers() {
            return !text.isEmpty();
        }

        @Override
        public String group() {
            return "press:" + press;
        }

        @Override
        public String deduplication() {
            return "press:" + press;
        }
    }

    /// Answers an inline query, for the person who made it. It has a group of its own, as the answer to a callback
    /// query.
    ///
    /// @param query Telegram's id of the inline query
    /// @param results at most 50
    @JsonTypeName("answer-inline/1")
    record AnswerInlineV1(String query, List<InlineResult> results) implements OutboxMessage {
        public AnswerInlineV1 {
            results = List.copyOf(results);
        }

        @Override
        public boolean answers() {
            return true;
        }

        @Override
        public String group() {
            return "inline:" + query;
        }

        @Override
        public String deduplication() {
            return "inline:" + query;
        }
    }

    /// A call of Telegram whose result comes back as [UpdatesMessage.TelegramResultV1]. What is shown in the chat
    /// waits for the chat's turn; everything else has a group of its own.
    ///
    /// @param topic the forum topic of the chat that the call is about, if any
    /// @param id names the call: the cause and the step; two calls of the same id are one
    /// @param context comes back with the result, so that the caller need not remember anything: small and opaque
    @JsonTypeName("telegram-call/1")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record TelegramCallV1(ChatId chat, OptionalInt topic, String id, TelegramCall call, Map<String, String> context)
            implements OutboxMessage, InPlace {
        public TelegramCallV1 {
            topic = topic == null ? OptionalInt.empty() : topic;
            context = Map.copyOf(context);
        }

        public TelegramCallV1(Place place, String id, TelegramCall call, Map<String, String> context) {
            this(place.chat(), place.topic(), id, call, context);
        }

        public UpdatesMessage.TelegramResultV1 result(TelegramResult result) {
            return new UpdatesMessage.TelegramResultV1(place(), id, result, context);
        }

        @Override
        public boolean answers() {
            return call.shown();
        }

        @Override
        public String group() {
            return call.shown() ? Long.toString(chat.value()) : "call:" + id;
        }

        @Override
        public String deduplication() {
            return "call:" + id;
        }
    }
}
