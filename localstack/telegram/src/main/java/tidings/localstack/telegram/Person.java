package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidings.localstack.telegram.PendingQueries.Query;

/// A person in one chat, who says, sees and presses. Nothing here waits; a test polls what the person [#sees]. An
/// action that is impossible throws an exception with the reason. Thread-safe.
public final class Person {
    private final UserActions actions;
    private final ChatActions chatActions;
    private final PendingQueries queries;
    private final Chats chats;
    private final Chat chat;
    private final User user;
    private final Optional<MessageId> topic;

    /// A button press or an inline query that the bot may not have answered yet.
    public final class PendingAnswer {
        private final Query query;

        private PendingAnswer(Query query) {
            this.query = query;
        }

        /// The text of the bot's answer, possibly empty; nothing until it has answered.
        public Optional<String> answer() {
            return queries.answerTo(query.id())
                    .map(answer -> answer.path("text").asText());
        }

        /// The titles of the inline results that the bot answered.
        public List<String> results() {
            List<String> titles = new ArrayList<>();
            queries.answerTo(query.id())
                    .ifPresent(answer -> answer.path("results")
                            .forEach(result -> titles.add(result.path("title").asText())));
            return titles;
        }

        /// Sends the result with this title.
        public MessageId chooses(String title) {
            JsonNode results = queries.answerTo(query.id())
                    .orElseThrow(() -> new IllegalStateException("the bot has not answered the query"))
                    .path("results");
            for (JsonNode result : results) {
                if (result.path("title").asText().equals(title)) {
                    return actions.choose(chat, user.id(), result).id();
                }
            }
            throw new IllegalStateException("no result \"%s\" among %s".formatted(title, results()));
        }
    }

    Person(
            UserActions actions,
            ChatActions chatActions,
            PendingQueries queries,
            Chats chats,
            Chat chat,
            User user,
            Optional<MessageId> topic) {
        this.actions = actions;
        this.chatActions = chatActions;
        this.queries = queries;
        this.chats = chats;
        this.chat = chat;
        this.user = user;
        this.topic = topic;
    }

    /// The same person, speaking in a group that they are in.
    public Person in(ChatId group) {
        Chat other = chats.find(group)
                .filter(found -> found.member(user.id()).isPresent())
                .orElseThrow(() ->
                        new IllegalArgumentException("%s is in no chat %d".formatted(user.firstName(), group.value())));
        return at(other, Optional.empty());
    }

    private Person at(Chat chat, Optional<MessageId> topic) {
        return new Person(actions, chatActions, queries, chats, chat, user, topic);
    }

    public ChatId chat() {
        return chat.id();
    }

    public UserId id() {
        return user.id();
    }

    User user() {
        return user;
    }

    public MessageId says(String text) {
        return actions.say(chat, user.id(), text, Optional.empty(), topic).id();
    }

    public MessageId replies(MessageId to, String text) {
        return actions.say(chat, user.id(), text, Optional.of(to), topic).id();
    }

    /// Sends a file with a caption, which may be empty.
    public MessageId sendsFile(String name, byte[] content, String caption) {
        return actions.sendFile(chat, user.id(), name, content, caption, topic).id();
    }

    /// Sends a picture with a caption, which may be empty.
    public MessageId shows(byte[] picture, String caption) {
        return actions.show(chat, user.id(), picture, caption, Optional.empty(), topic)
                .id();
    }

    /// Edits a message that the person sent.
    public void corrects(MessageId message, String text) {
        actions.edit(chat, user.id(), message, text);
    }

    /// All messages of the chat or, in a topic, of the topic, the oldest first.
    public List<SeenMessage> sees() {
        return messages().stream().map(SeenMessage::of).toList();
    }

    private List<ChatMessage> messages() {
        return chat.messages().stream()
                .filter(message -> topic.isEmpty() || message.topic().equals(topic))
                .toList();
    }

    /// The bot's messages.
    public List<SeenMessage> hears() {
        return sees().stream().filter(SeenMessage::fromBot).toList();
    }

    /// Presses the button with this label under the latest message that has one.
    public PendingAnswer presses(String label) {
        for (ChatMessage message : messages().reversed()) {
            Optional<JsonNode> button = message.inlineKeyboard().stream()
                    .flatMap(Markup::buttons)
                    .filter(one -> one.path("text").asText().equals(label))
                    .findFirst();
            if (button.isPresent()) {
                return press(message.id(), button.get());
            }
        }
        throw new IllegalStateException("no button \"%s\"; there are %s"
                .formatted(
                        label,
                        sees().stream()
                                .flatMap(message -> message.buttons().stream())
                                .toList()));
    }

    private PendingAnswer press(MessageId message, JsonNode button) {
        if (!button.has("callback_data")) {
            throw new IllegalStateException("the button \"%s\" sends nothing to the bot: %s"
                    .formatted(button.path("text").asText(), button));
        }
        return new PendingAnswer(actions.press(
                chat, user.id(), message, button.get("callback_data").asText()));
    }

    /// Types the bot's name and a query.
    public PendingAnswer asks(String query) {
        return new PendingAnswer(actions.ask(chat, user.id(), query));
    }

    /// In a group: removes the bot.
    public void blocksTheBot() {
        chatActions.block(chat, user.id(), true);
    }

    /// In a group: adds the bot again.
    public void unblocksTheBot() {
        chatActions.block(chat, user.id(), false);
    }

    /// In a group: takes the right to write from the bot.
    public void mutesTheBot() {
        chatActions.mute(chat, user.id(), true);
    }

    public void unmutesTheBot() {
        chatActions.mute(chat, user.id(), false);
    }

    /// Deletes a message for everybody.
    public void deletes(MessageId message) {
        chatActions.delete(chat, user.id(), message);
    }

    /// Closes the topic that the person speaks in; the general one, if in none.
    public void closesTheTopic() {
        chatActions.close(chat, user.id(), topic, true);
    }

    public void opensTheTopicAgain() {
        chatActions.close(chat, user.id(), topic, false);
    }

    /// Makes another member of this chat, a group, an administrator.
    public void promotes(Person other) {
        chatActions.promote(chat, user.id(), other.id());
    }

    /// Gives this chat, a supergroup, topics.
    public void enablesTopics() {
        chatActions.makeForum(chat);
    }

    /// Opens a topic in this chat, a forum; returns the same person in the topic.
    public Person opensTopic(String name) {
        return inTopic(chatActions.openTopic(chat, user.id(), name).id());
    }

    /// The same person in a topic of this chat, whose id is the Bot API's `message_thread_id`.
    public Person inTopic(MessageId thread) {
        return at(chat, Optional.of(thread));
    }

    /// Migrates this chat, a group, to a supergroup; returns the same person there.
    public Person migratesTheGroup() {
        return at(chatActions.migrate(chat), Optional.empty());
    }
}
