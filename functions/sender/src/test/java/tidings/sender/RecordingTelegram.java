package tidings.sender;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.AnswerInlineQuery;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendMediaBotMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.inlinequery.result.InlineQueryResultArticle;
import tidings.aws.Json;
import tidings.botapi.CallResult;
import tidings.botapi.Telegram;

/// Records calls and answers them as it is told; whatever else is sent becomes message 17.
final class RecordingTelegram implements Telegram {
    /// Methods with the chat and forum topic that they send to, or the chat and message that they edit.
    final List<String> calls = new ArrayList<>();

    final List<PartialBotApiMethod<?>> methods = new ArrayList<>();
    final Deque<CallResult> results = new ArrayDeque<>();

    /// What happens while it is called.
    Runnable meanwhile = () -> {};

    @Override
    public CallResult call(PartialBotApiMethod<?> method) {
        methods.add(method);
        meanwhile.run();
        calls.add(method.getClass().getSimpleName() + target(method));
        return results.isEmpty() ? done("{\"message_id\": 17}") : results.removeFirst();
    }

    @Override
    public CallResult file(String path, int max) {
        calls.add(path);
        return results.removeFirst();
    }

    static CallResult done(String result) {
        return new CallResult.Done(Json.read(result, JsonNode.class));
    }

    private static String target(PartialBotApiMethod<?> method) {
        return switch (method) {
            case SendMessage send -> target(send.getChatId(), send.getMessageThreadId());
            case SendMediaBotMethod<?> send -> target(send.getChatId(), send.getMessageThreadId());
            case EditMessageText edit -> target(edit.getChatId(), edit.getMessageId());
            case EditMessageCaption edit -> target(edit.getChatId(), edit.getMessageId());
            case EditMessageMedia edit -> target(edit.getChatId(), edit.getMessageId());
            case AnswerCallbackQuery answer -> " " + answer.getCallbackQueryId();
            case AnswerInlineQuery answer ->
                " " + answer.getInlineQueryId() + " "
                        + answer.getResults().stream()
                                .map(result -> ((InlineQueryResultArticle) result).getTitle())
                                .toList();
            default -> "";
        };
    }

    private static String target(String chat, Integer place) {
        return " " + chat + (place == null ? "" : "/" + place);
    }
}
