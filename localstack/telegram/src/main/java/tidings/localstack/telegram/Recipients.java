package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import tidings.localstack.telegram.ApiError.Reason;

/// Finds the chat of a call, and rejects the call if the bot may not write there. Thread-safe.
record Recipients(Chats chats, SendRateLimiter gate) {
    /// A chat to act in.
    Chat chat(CallArguments arguments) {
        Chat chat = arguments.channel().map(chats::channel).orElseGet(() -> chats.get(arguments.chat()));
        chat.movedTo().ifPresent(to -> {
            throw ApiError.upgraded(to);
        });
        if (chat.blocked() && chat.isGroup()) {
            throw new ApiError(
                    Reason.FORBIDDEN,
                    "bot was kicked from the %s chat".formatted(chat.kind().word()));
        }
        return chat;
    }

    Optional<User> person(UserId id) {
        return chats.person(id);
    }

    /// A chat to write to.
    ///
    /// @param what is to be sent, as Telegram names it
    Chat reachable(CallArguments arguments, String what) {
        Chat chat = chat(arguments);
        if (chat.blocked()) {
            throw new ApiError(Reason.FORBIDDEN, "bot was blocked by the user");
        }
        if (chat.isChannel() && chat.botStatus() != ChatMember.Status.ADMINISTRATOR) {
            throw new ApiError(Reason.FORBIDDEN, "bot is not a member of the channel chat");
        }
        if (chat.isChannel() && chat.muted()) {
            throw ApiError.badRequest("need administrator rights in the channel chat");
        }
        if (chat.muted()) {
            throw ApiError.badRequest("not enough rights to send %s to the chat".formatted(what));
        }
        return chat;
    }

    /// Counts messages against the limits; rejects the call if there are too many.
    void pace(Chat chat, int messages) {
        gate.pass(chat.id(), chat.isGroup(), messages);
    }

    /// The forum topic to write to.
    Optional<MessageId> topic(Chat chat, CallArguments arguments) {
        Optional<MessageId> topic = arguments.json("message_thread_id").map(id -> new MessageId(id.asLong()));
        if (topic.isPresent() && !chat.hasTopic(topic.get())) {
            throw ApiError.badRequest("message thread not found");
        }
        if (chat.isClosed(topic) && chat.botStatus() != ChatMember.Status.ADMINISTRATOR) {
            throw ApiError.badRequest("TOPIC_CLOSED");
        }
        return topic;
    }

    /// The message that `reply_parameters` refers to.
    Optional<MessageId> answered(Chat chat, CallArguments arguments) {
        Optional<JsonNode> reply = arguments.json("reply_parameters");
        Optional<MessageId> answered =
                reply.map(given -> new MessageId(given.get("message_id").asLong()));
        if (answered.flatMap(chat::message).isPresent() || answered.isEmpty()) {
            return answered;
        }
        if (reply.orElseThrow().path("allow_sending_without_reply").asBoolean()) {
            return Optional.empty();
        }
        throw ApiError.badRequest("message to be replied not found");
    }
}
