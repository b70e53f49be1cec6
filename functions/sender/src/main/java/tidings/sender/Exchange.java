package tidings.sender;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Locale;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.objects.File;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;
import org.telegram.telegrambots.meta.api.objects.forum.ForumTopic;
import tidings.aws.Queue;
import tidings.botapi.CallResult;
import tidings.botapi.SentMessage;
import tidings.botapi.Telegram;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.messages.UpdatesMessage;

/// Makes calls for functions that cannot reach Telegram, and queues the results for them. Thread-safe.
record Exchange(Telegram telegram, Queue<UpdatesMessage> updates) {
    /// Makes the call; queues its result unless another attempt is to follow, or nobody in the chat wants one. A
    /// refusal is a result, too, and counts as done.
    CallResult make(TelegramCallV1 asked, ChatId chat) {
        CallResult outcome = telegram.call(Calls.of(asked.call(), asked.place().in(chat)));
        return switch (outcome) {
            case CallResult.Done done -> queued(asked, result(asked.call(), done));
            case CallResult.Refused(int code, String description) ->
                queued(asked, new TelegramResult.Failed(code + " " + description));
            case CallResult.MessageGone _ ->
                queued(asked, new TelegramResult.Failed("the forum topic is closed or gone"));
            case CallResult.NotModified _,
                    CallResult.NoText _,
                    CallResult.SlowDown _,
                    CallResult.Blocked _,
                    CallResult.Moved _,
                    CallResult.UnknownToken _,
                    CallResult.Unavailable _ -> outcome;
        };
    }

    private CallResult queued(TelegramCallV1 asked, TelegramResult result) {
        updates.send(asked.result(result));
        return new CallResult.Done(NullNode.getInstance());
    }

    private static TelegramResult result(TelegramCall call, CallResult.Done done) {
        return switch (call) {
            case TelegramCall.ChatMember _ -> new TelegramResult.Member(status(done.as(ChatMember.class)));
            case TelegramCall.FilePath _ -> {
                File file = done.as(File.class);
                long size = file.getFileSize() == null ? 0 : file.getFileSize();
                yield new TelegramResult.FilePath(Optional.ofNullable(file.getFilePath()), size);
            }
            case TelegramCall.NewForumTopic _ ->
                new TelegramResult.ForumTopic(done.as(ForumTopic.class).getMessageThreadId());
            case TelegramCall.Document _, TelegramCall.Picture _ ->
                new TelegramResult.Sent(done.as(SentMessage.class).id());
        };
    }

    private static TelegramResult.Member.Status status(ChatMember member) {
        return TelegramResult.Member.Status.valueOf(member.getStatus().toUpperCase(Locale.ROOT));
    }
}
