package tidings.sender;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.aws.DeadlinePassedException;
import tidings.aws.Delivery;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.aws.Verdict;
import tidings.sender.Pacer.Turn;
import tidings.telegram.Button;
import tidings.sender.Telegram.Reply;

/// Shows people what the outbox holds.
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    /// What an outage is waited before attempts 2, 3, 4 …: twenty minutes and more, before the queue gives up.
    private static final List<Duration> OUTAGE = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    private static final Duration NEXT_INVOCATION = Duration.ofSeconds(1);

    private final Telegram telegram;
    private final Chats chats;
    private final Pacer pacer;
    private final Meter meter;

    Sender(Telegram telegram, Chats chats, Pacer pacer, Meter meter) {
        this.telegram = telegram;
        this.chats = chats;
        this.pacer = pacer;
        this.meter = meter;
    }

    Verdict handle(Delivery<OutboxMessage> delivery) {
        try {
            return switch (delivery.message()) {
                case ShowCardV1 card -> inTurn(card.chat(), chat -> show(card, chat), delivery);
                case ShowPictureV1 picture -> inTurn(picture.chat(), chat -> show(picture, chat), delivery);
                case AnswerCallbackV1 answer -> answer(answer, delivery);
            };
        } catch (DeadlinePassedException e) {
            return counted("no-time", new Verdict.Retry(NEXT_INVOCATION));
        }
    }

    private Verdict inTurn(ChatId asked, Function<ChatId, Reply> show, Delivery<OutboxMessage> delivery) {
        return switch (pacer.await(asked, delivery.behind())) {
            case Turn.Now(ChatId chat) -> verdict(chat, show, delivery);
            case Turn.Later(Duration pause) -> counted("paced", new Verdict.Retry(pause));
            case Turn.Unwanted _ -> counted("unwanted", Verdict.DONE);
        };
    }

    private Verdict verdict(ChatId chat, Function<ChatId, Reply> show, Delivery<OutboxMessage> delivery) {
        return switch (show.apply(chat)) {
            case Reply.Done _, Reply.NotModified _ -> counted("done", Verdict.DONE);
            case Reply.Moved(ChatId to) -> {
                LOG.info("{} moved to {}", chat, to);
                if (to.equals(chat)) {
                    yield counted("refused", new Verdict.Bury("the chat moved to itself"));
                }
                pacer.moved(chat, to);
                yield inTurn(to, show, delivery);
            }
            case Reply.MessageGone _ -> counted("gone", Verdict.DONE);
            case Reply.SlowDown(Duration pause) -> {
                pacer.quiet(chat, pause);
                yield counted("slow-down", new Verdict.Retry(pause));
            }
            case Reply.Blocked _ -> {
                LOG.info("{} wants nothing of us", chat);
                pacer.blocked(chat);
                yield counted("blocked", Verdict.DONE);
            }
            case Reply.Refused(int code, String description) ->
                counted("refused", new Verdict.Bury("Telegram answers " + code + " " + description));
            case Reply.Unavailable(String what) -> unavailable(what, delivery);
        };
    }

    private Reply show(ShowCardV1 card, ChatId chat) {
        OptionalInt message = card.card().message();
        OptionalInt known = message.isPresent() ? message : chats.message(chat, card.card());
        if (known.isPresent()) {
            return telegram.call("editMessageText", content(card, chat).put("message_id", known.getAsInt()));
        }
        Reply reply = telegram.call("sendMessage", content(card, chat));
        if (reply instanceof Reply.Done(var result)) {
            chats.shown(chat, card.card(), result.path("message_id").asInt());
        }
        return reply;
    }

    private Reply show(ShowPictureV1 picture, ChatId chat) {
        return telegram.call(
                "sendPhoto",
                Json.mapper()
                        .createObjectNode()
                        .put("chat_id", chat.value())
                        .put("caption", picture.html())
                        .put("parse_mode", "HTML")
                        .put("photo", Base64.getDecoder().decode(picture.png())));
    }

    /// Telegram takes an answer for some seconds only; one that comes too late harms nobody.
    /// It is no message, so it waits for no turn.
    private Verdict answer(AnswerCallbackV1 answer, Delivery<OutboxMessage> delivery) {
        ObjectNode arguments = Json.mapper().createObjectNode().put("callback_query_id", answer.press());
        if (!answer.text().isEmpty()) {
            arguments.put("text", answer.text());
        }
        return switch (telegram.call("answerCallbackQuery", arguments)) {
            case Reply.Refused(int code, String description) -> {
                LOG.info("a press was not answered: {} {}", code, description);
                yield counted("late", Verdict.DONE);
            }
            case Reply.SlowDown(Duration pause) -> counted("slow-down", new Verdict.Retry(pause));
            case Reply.Unavailable(String what) -> unavailable(what, delivery);
            case Reply.Done _, Reply.NotModified _, Reply.MessageGone _, Reply.Blocked _, Reply.Moved _ ->
                counted("done", Verdict.DONE);
        };
    }

    private Verdict unavailable(String what, Delivery<OutboxMessage> delivery) {
        LOG.warn("Telegram does not answer properly: {}", what);
        Duration pause = OUTAGE.get(Math.min(delivery.attempt(), OUTAGE.size()) - 1);
        return counted("unavailable", new Verdict.Retry(pause));
    }

    private Verdict counted(String outcome, Verdict verdict) {
        meter.count("MessageSent", outcome, 1);
        return verdict;
    }

    private static ObjectNode content(ShowCardV1 card, ChatId chat) {
        ObjectNode arguments = Json.mapper()
                .createObjectNode()
                .put("chat_id", chat.value())
                .put("text", card.html())
                .put("parse_mode", "HTML");
        arguments.putObject("link_preview_options").put("is_disabled", true);
        ArrayNode keyboard = arguments.putObject("reply_markup").putArray("inline_keyboard");
        for (List<Button> row : card.buttons()) {
            ArrayNode buttons = keyboard.addArray();
            row.forEach(button -> {
                ObjectNode shown = buttons.addObject().put("text", button.label());
                button.url()
                        .ifPresentOrElse(
                                url -> shown.put("url", url), () -> shown.put("callback_data", button.press()));
            });
        }
        return arguments;
    }
}
