package tidings.sender;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.contracts.AnswerPressV1;
import tidings.contracts.OutboxMessage;
import tidings.contracts.ShowCardV1;
import tidings.contracts.ShowPictureV1;
import tidings.domain.ChatId;
import tidings.platform.Json;
import tidings.platform.Meter;
import tidings.platform.Verdict;
import tidings.sender.Telegram.Reply;

/// Shows people what the outbox holds.
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration OUTAGE = Duration.ofSeconds(5);

    private final Telegram telegram;
    private final ShownCards shownCards;
    private final Meter meter;

    Sender(Telegram telegram, ShownCards shownCards, Meter meter) {
        this.telegram = telegram;
        this.shownCards = shownCards;
        this.meter = meter;
    }

    Verdict handle(OutboxMessage message) {
        return switch (message) {
            case ShowCardV1 card -> show(card, card.chat());
            case ShowPictureV1 picture -> show(picture, picture.chat());
            case AnswerPressV1 answer -> answer(answer);
        };
    }

    private Verdict show(ShowCardV1 card, ChatId chat) {
        OptionalInt message = card.card().message();
        OptionalInt known = message.isPresent() ? message : shownCards.message(chat, card.card());
        Reply reply = known.isPresent()
                ? telegram.call("editMessageText", content(card, chat).put("message_id", known.getAsInt()))
                : telegram.call("sendMessage", content(card, chat));
        return switch (reply) {
            case Reply.Done(var result) -> {
                if (known.isEmpty()) {
                    shownCards.shown(
                            chat, card.card(), result.path("message_id").asInt());
                }
                yield counted("done", Verdict.DONE);
            }
            case Reply.Moved(ChatId to) -> {
                LOG.info("{} moved to {}", chat, to);
                yield to.equals(chat)
                        ? counted("refused", new Verdict.Bury("the chat moved to itself"))
                        : show(card, to);
            }
            case Reply.MessageGone _ -> counted("gone", Verdict.DONE);
            case Reply.NotModified _, Reply.SlowDown _, Reply.Blocked _, Reply.Refused _, Reply.Unavailable _ ->
                verdict(reply);
        };
    }

    private Verdict show(ShowPictureV1 picture, ChatId chat) {
        Reply reply = telegram.call(
                "sendPhoto",
                Json.mapper()
                        .createObjectNode()
                        .put("chat_id", chat.value())
                        .put("caption", picture.html())
                        .put("parse_mode", "HTML")
                        .put("photo", Base64.getDecoder().decode(picture.png())));
        return reply instanceof Reply.Moved(ChatId to) && !to.equals(chat) ? show(picture, to) : verdict(reply);
    }

    /// Telegram takes an answer for some seconds only; one that comes too late harms nobody.
    private Verdict answer(AnswerPressV1 answer) {
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
            case Reply.Unavailable(String what) -> unavailable(what);
            case Reply.Done _, Reply.NotModified _, Reply.MessageGone _, Reply.Blocked _, Reply.Moved _ ->
                counted("done", Verdict.DONE);
        };
    }

    private Verdict verdict(Reply reply) {
        return switch (reply) {
            case Reply.Done _, Reply.NotModified _, Reply.MessageGone _, Reply.Moved _ -> counted("done", Verdict.DONE);
            case Reply.SlowDown(Duration pause) -> counted("slow-down", new Verdict.Retry(pause));
            case Reply.Blocked _ -> counted("blocked", Verdict.DONE);
            case Reply.Refused(int code, String description) ->
                counted("refused", new Verdict.Bury("Telegram answers " + code + " " + description));
            case Reply.Unavailable(String what) -> unavailable(what);
        };
    }

    private Verdict unavailable(String what) {
        LOG.warn("Telegram does not answer properly: {}", what);
        return counted("unavailable", new Verdict.Retry(OUTAGE));
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
        for (List<ShowCardV1.Button> row : card.buttons()) {
            ArrayNode buttons = keyboard.addArray();
            row.forEach(button -> {
                ObjectNode shown = buttons.addObject().put("text", button.label());
                button.url()
                        .ifPresentOrElse(url -> shown.put("url", url), () -> shown.put("callback_data", button.press()));
            });
        }
        return arguments;
    }
}
