package tidings.sender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.objects.File;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;
import org.telegram.telegrambots.meta.api.objects.forum.ForumTopic;
import tidings.aws.Queue;
import tidings.botapi.CallResult;
import tidings.botapi.SentMessage;
import tidings.botapi.Telegram;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.messages.UpdatesMessage;

/// Makes calls for functions that cannot reach Telegram, and queues the results for them. Thread-safe.
record Exchange(Telegram telegram, Queue<UpdatesMessage> updates) {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /// Makes the call; queues its result unless another attempt is to follow, or nobody in the chat wants one. A
    /// refusal is a result, too, and counts as done.
    CallResult make(TelegramCallV1 asked, ChatId chat) {
        return then(asked, Calls.of(asked.call(), asked.place().in(chat)), done -> {
            try {
                return answered(asked, chat, done);
            } catch (IllegalArgumentException e) {
                LOG.error("call {} has an odd result", asked.id(), e);
                return failed(asked, "Telegram's answer is of another shape");
            }
        });
    }

    private CallResult answered(TelegramCallV1 asked, ChatId chat, CallResult.Done done) {
        return switch (asked.call()) {
            case TelegramCall.OwnRights _ ->
                ownMembership(
                        asked,
                        chat,
                        member -> queued(
                                asked,
                                new TelegramResult.OwnRights(
                                        done.result().path("is_forum").asBoolean(), may(member, "can_manage_topics"))));
            case TelegramCall.Channel(String _, long person) -> channel(asked, done.result(), person);
            case TelegramCall.FileContent _ -> content(asked, done.as(File.class));
            case TelegramCall call -> queued(asked, result(call, done));
        };
    }

    /// What the bot may do is told of each member of a chat: it is one, whose id Telegram knows.
    private CallResult ownMembership(TelegramCallV1 asked, ChatId chat, Function<JsonNode, CallResult> next) {
        return then(
                asked,
                new GetMe(),
                me -> then(
                        asked,
                        new GetChatMember(
                                Long.toString(chat.value()),
                                me.result().path("id").asLong()),
                        member -> next.apply(member.result())));
    }

    private static boolean may(JsonNode member, String right) {
        return member.path("status").asText().equals("administrator")
                && member.path(right).asBoolean();
    }

    /// Of others, Telegram tells only administrators (https://core.telegram.org/bots/api#getchatmember).
    private CallResult channel(TelegramCallV1 asked, JsonNode chat, long person) {
        if (!chat.path("type").asText().equals("channel")) {
            return failed(asked, "it is no channel");
        }
        ChatId id = new ChatId(chat.path("id").asLong());
        return ownMembership(
                asked,
                id,
                own -> may(own, "can_post_messages")
                        ? then(
                                asked,
                                new GetChatMember(Long.toString(id.value()), person),
                                member -> queued(asked, new TelegramResult.Channel(id.value(), true, member(member))))
                        : queued(
                                asked,
                                new TelegramResult.Channel(
                                        id.value(),
                                        false,
                                        new TelegramResult.Member(TelegramResult.Member.Status.LEFT))));
    }

    private CallResult then(
            TelegramCallV1 asked, PartialBotApiMethod<?> call, Function<CallResult.Done, CallResult> next) {
        CallResult outcome = telegram.call(call);
        return switch (outcome) {
            case CallResult.Done done -> next.apply(done);
            case CallResult.Refused(int code, String description) -> failed(asked, code + " " + description);
            case CallResult.BadMarkup(String description) -> failed(asked, description);
            case CallResult.MediaForbidden(String description) -> failed(asked, description);
            case CallResult.MediaRefused(String description) -> failed(asked, description);
            case CallResult.TopicGone _, CallResult.MessageGone _ -> failed(asked, "the forum topic is closed or gone");
            // It says something of the question, and of the chat only where something was to be shown there.
            case CallResult.WriteForbidden(String description) ->
                asked.call().shown() ? outcome : failed(asked, description);
            // As where the bot was removed from the channel: the chat that asked is another.
            case CallResult.Blocked _ ->
                asked.call() instanceof TelegramCall.Channel ? failed(asked, "the bot was removed") : outcome;
            case CallResult.NotModified _,
                    CallResult.NoText _,
                    CallResult.SlowDown _,
                    CallResult.Moved _,
                    CallResult.UnknownToken _,
                    CallResult.Unavailable _ -> outcome;
        };
    }

    /// A file that bots cannot download has no path (https://core.telegram.org/bots/api#file).
    private CallResult content(TelegramCallV1 asked, File file) {
        boolean large = file.getFileSize() != null && file.getFileSize() > TelegramCall.FileContent.MAX;
        if (large || file.getFilePath() == null) {
            return queued(asked, new TelegramResult.File(Optional.empty()));
        }
        CallResult outcome = telegram.file(file.getFilePath(), TelegramCall.FileContent.MAX);
        return switch (outcome) {
            case CallResult.Done done -> queued(asked, TelegramResult.File.of(done.as(byte[].class)));
            case CallResult.Refused(int code, String description) -> failed(asked, code + " " + description);
            default -> outcome;
        };
    }

    /// Tells that a card has to come to the chat itself.
    void threadGone(ShowCardV1 card) {
        updates.send(new UpdatesMessage.ThreadGoneV1(
                card.chat(), card.topic().orElseThrow(), card.card().value()));
    }

    private CallResult failed(TelegramCallV1 asked, String why) {
        return queued(asked, new TelegramResult.Failed(why));
    }

    /// What was sent must not be sent again, so it is done even if its result is lost.
    private CallResult queued(TelegramCallV1 asked, TelegramResult result) {
        try {
            updates.send(asked.result(result));
        } catch (RuntimeException e) {
            if (!(result instanceof TelegramResult.Sent)) {
                throw e;
            }
            LOG.error("call {} was carried out, but its result was not queued", asked.id(), e);
        }
        return new CallResult.Done(NullNode.getInstance());
    }

    private static TelegramResult result(TelegramCall call, CallResult.Done done) {
        return switch (call) {
            case TelegramCall.ChatMember _ -> member(done);
            case TelegramCall.FileContent _, TelegramCall.OwnRights _, TelegramCall.Channel _ ->
                throw new IllegalStateException("it takes several calls");
            case TelegramCall.NewForumTopic _ ->
                new TelegramResult.ForumTopic(done.as(ForumTopic.class).getMessageThreadId());
            case TelegramCall.Document _, TelegramCall.Picture _ ->
                new TelegramResult.Sent(done.as(SentMessage.class).id());
        };
    }

    private static TelegramResult.Member member(CallResult.Done done) {
        String status = done.as(ChatMember.class).getStatus();
        return new TelegramResult.Member(TelegramResult.Member.Status.valueOf(status.toUpperCase(Locale.ROOT)));
    }
}
