package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.localstack.telegram.Questions.Question;

/// What people do, and the updates by which the bot learns of it. Thread-safe.
///
/// In groups the bot has Telegram's default privacy: it is told of commands, of answers to its messages, and of
/// messages that mention it.
final class People {
    private static final int MOST_TEXT = 4_096;

    private final Chats chats;
    private final Conversations conversations;
    private final Updates updates;
    private final Questions questions;
    private final Journal journal;
    private final User bot;
    private final InstantSource clock;

    People(
            Chats chats,
            Conversations conversations,
            Updates updates,
            Questions questions,
            Journal journal,
            User bot,
            InstantSource clock) {
        this.chats = chats;
        this.conversations = conversations;
        this.updates = updates;
        this.questions = questions;
        this.journal = journal;
        this.bot = bot;
        this.clock = clock;
    }

    Chat arrives(String name) {
        if (name.isBlank() || name.length() > 64) {
            throw Refusal.badRequest("a name has 1-64 characters, not " + name.length());
        }
        return announced(chats.privateChat(name.strip()));
    }

    Chat found(String title, List<User> members) {
        if (title.isBlank() || title.length() > 128) {
            throw Refusal.badRequest("a group's title has 1-128 characters, not " + title.length());
        }
        if (members.isEmpty()) {
            throw Refusal.badRequest("a group needs at least one member");
        }
        Chat group = announced(chats.group(title.strip(), members));
        membership(group, members.getFirst(), "left", "member");
        return group;
    }

    Message say(Chat chat, UserId who, String text, Optional<MessageId> replyTo) {
        User sender = speaker(chat, who);
        Content.Text content = new Content.Text(words(text));
        replyTo.ifPresent(answered -> known(chat, answered));
        return chat.atomically(() -> {
            Message said = conversations.add(chat, Message.of(sender, content).inReplyTo(replyTo));
            tell(chat, "message", said);
            return said;
        });
    }

    Message edit(Chat chat, UserId who, MessageId id, String text) {
        speaker(chat, who);
        Content.Text content = new Content.Text(words(text));
        return chat.atomically(() -> {
            Message message = known(chat, id);
            if (!message.sender().id().equals(who)) {
                throw Refusal.badRequest("people edit only what they wrote themselves");
            }
            Message edited = conversations.edit(
                    chat, id, content, message.markup(), clock.instant().getEpochSecond());
            tell(chat, "edited_message", edited);
            return edited;
        });
    }

    /// Presses the button with this `callback_data`.
    Question press(Chat chat, UserId who, MessageId id, String data) {
        User presser = speaker(chat, who);
        return chat.atomically(() -> {
            Message message = known(chat, id);
            boolean there = message.inlineKeyboard().stream()
                    .flatMap(Markup::buttons)
                    .anyMatch(button -> button.path("callback_data").asText("").equals(data));
            if (!there) {
                throw Refusal.badRequest("message %d has no button with the data \"%s\"".formatted(id.value(), data));
            }
            Question question = questions.ask(who, Optional.of(chat.id()), Optional.of(id));
            ObjectNode query = Json.object().put("id", question.id());
            query.set("from", presser.json());
            query.set("message", chat.json(message));
            query.put(
                    "chat_instance",
                    Long.toString(7_000_000_000_000_000L + chat.id().value()));
            query.put("data", data);
            updates.add(chat.id().value(), "callback_query", query);
            return question;
        });
    }

    /// Types the bot's name and a query, in any chat.
    Question ask(Chat chat, UserId who, String text) {
        User asker = speaker(chat, who);
        if (text.length() > 256) {
            throw Refusal.badRequest("an inline query has at most 256 characters, not " + text.length());
        }
        Question question = questions.ask(who, Optional.of(chat.id()), Optional.empty());
        ObjectNode query = Json.object().put("id", question.id());
        query.set("from", asker.json());
        query.put("query", text).put("offset", "");
        query.put("chat_type", chat.isGroup() ? chat.kind().word() : "sender");
        updates.add(who.value(), "inline_query", query);
        return question;
    }

    /// Sends an inline result that the bot offered.
    Message choose(Chat chat, UserId who, JsonNode result) {
        User sender = speaker(chat, who);
        JsonNode content = result.path("input_message_content");
        if (!content.has("message_text")) {
            throw Refusal.withoutBehaviour("choosing an inline result that is no text");
        }
        FormattedText words = FormattedText.read(
                content.get("message_text").asText(),
                Optional.ofNullable(content.get("parse_mode")).map(JsonNode::asText),
                Optional.ofNullable(content.get("entities")));
        return conversations.add(
                chat,
                Message.of(sender, new Content.Text(words))
                        .withMarkup(Optional.ofNullable(result.get("reply_markup")))
                        .via(bot));
    }

    void block(Chat chat, boolean blocked) {
        if (chat.isGroup()) {
            throw Refusal.badRequest("only a private chat can block the bot");
        }
        chat.atomically(() -> {
            if (chat.block(blocked)) {
                User person = chat.members().getFirst();
                membership(chat, person, blocked ? "member" : "kicked", blocked ? "kicked" : "member");
                announced(chat);
            }
            return chat;
        });
    }

    /// Turns a group into a supergroup, which has another id, as Telegram does when a group outgrows itself.
    Chat migrate(Chat group) {
        return group.atomically(() -> {
            if (group.kind() != Chat.Kind.GROUP || group.movedTo().isPresent()) {
                throw Refusal.badRequest("only a group that is no supergroup yet can become one");
            }
            Chat supergroup = announced(chats.supergroup(group.title(), group.members()));
            User founder = group.members().getFirst();
            Message left = conversations.add(group, Message.of(founder, new Content.MigratedTo(supergroup.id())));
            updates.add(group.id().value(), "message", group.json(left));
            group.moveTo(supergroup.id());
            announced(group);
            Message come = conversations.add(supergroup, Message.of(founder, new Content.MigratedFrom(group.id())));
            updates.add(supergroup.id().value(), "message", supergroup.json(come));
            return supergroup;
        });
    }

    private Chat announced(Chat chat) {
        journal.add("chat", summary(chat));
        return chat;
    }

    static ObjectNode summary(Chat chat) {
        ObjectNode summary = Json.object()
                .put("id", chat.id().value())
                .put("kind", chat.kind().word())
                .put("title", chat.title())
                .put("blocked", chat.blocked());
        chat.movedTo().ifPresent(to -> summary.put("moved_to", to.value()));
        summary.set("members", chat.members().stream().map(User::json).collect(Json.toArray()));
        return summary;
    }

    private void membership(Chat chat, User person, String before, String after) {
        ObjectNode change = Json.object();
        change.set("chat", chat.json());
        change.set("from", person.json());
        change.put("date", clock.instant().getEpochSecond());
        change.set("old_chat_member", member(before));
        change.set("new_chat_member", member(after));
        updates.add(chat.id().value(), "my_chat_member", change);
    }

    private ObjectNode member(String status) {
        ObjectNode member = Json.object();
        member.set("user", bot.json());
        member.put("status", status);
        return status.equals("kicked") ? member.put("until_date", 0) : member;
    }

    private static User speaker(Chat chat, UserId who) {
        chat.movedTo().ifPresent(to -> {
            throw Refusal.upgraded(to);
        });
        if (chat.blocked()) {
            throw Refusal.badRequest("this person has blocked the bot: unblock it first");
        }
        return chat.member(who)
                .orElseThrow(() -> Refusal.badRequest("user %d is not in this chat".formatted(who.value())));
    }

    private static Message known(Chat chat, MessageId id) {
        return chat.message(id)
                .orElseThrow(() -> Refusal.badRequest("this chat has no message %d".formatted(id.value())));
    }

    private static FormattedText words(String text) {
        FormattedText words = FormattedText.plain(text);
        if (words.length() == 0) {
            throw Refusal.badRequest("message text is empty");
        }
        if (words.length() > MOST_TEXT) {
            throw Refusal.badRequest("message is too long: %d UTF-16 units, at most %d; a client sends it in parts"
                    .formatted(words.length(), MOST_TEXT));
        }
        return words;
    }

    private void tell(Chat chat, String kind, Message message) {
        if (!chat.isGroup() || concernsBot(chat, message)) {
            updates.add(chat.id().value(), kind, chat.json(message));
        }
    }

    private boolean concernsBot(Chat chat, Message message) {
        String mention = "@" + bot.username().toLowerCase(Locale.ROOT);
        boolean answersBot = message.replyTo().stream()
                .flatMap(answered -> chat.message(answered).stream())
                .anyMatch(answered -> answered.sender().bot());
        return answersBot || named(message).anyMatch(name -> name.isEmpty() || name.equals(mention));
    }

    /// Whom its commands and mentions name; the empty name for a command to any bot.
    private static Stream<String> named(Message message) {
        FormattedText words = message.content().words();
        return words.entities().stream()
                .filter(entity ->
                        entity.type().equals("bot_command") || entity.type().equals("mention"))
                .map(entity ->
                        words.text().substring(entity.offset(), entity.end()).toLowerCase(Locale.ROOT))
                .map(word -> word.contains("@") ? word.substring(word.indexOf('@')) : "");
    }
}
