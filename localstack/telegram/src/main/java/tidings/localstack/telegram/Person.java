package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidings.localstack.telegram.Questions.Question;

/// Somebody at a phone, in one chat: says, sees, presses. Nothing here waits; a test polls what it [#sees]. What a
/// person cannot do is an exception that says why. Thread-safe.
public final class Person {
    private final People people;
    private final Questions questions;
    private final Chats chats;
    private final Chat chat;
    private final User user;

    /// A press or an inline query on its way.
    public final class Asked {
        private final Question question;

        private Asked(Question question) {
            this.question = question;
        }

        /// What the bot answered, perhaps the empty text; nothing while it has not.
        public Optional<String> answer() {
            return questions
                    .answerTo(question.id())
                    .map(answer -> answer.path("text").asText());
        }

        /// The titles of the inline results that the bot answered.
        public List<String> results() {
            List<String> titles = new ArrayList<>();
            questions
                    .answerTo(question.id())
                    .ifPresent(answer -> answer.path("results")
                            .forEach(result -> titles.add(result.path("title").asText())));
            return titles;
        }

        /// Sends the result with this title.
        public MessageId chooses(String title) {
            JsonNode results = questions
                    .answerTo(question.id())
                    .orElseThrow(() -> new IllegalStateException("the bot has not answered the query"))
                    .path("results");
            for (JsonNode result : results) {
                if (result.path("title").asText().equals(title)) {
                    return people.choose(chat, user.id(), result).id();
                }
            }
            throw new IllegalStateException("no result \"%s\" among %s".formatted(title, results()));
        }
    }

    Person(People people, Questions questions, Chats chats, Chat chat, User user) {
        this.people = people;
        this.questions = questions;
        this.chats = chats;
        this.chat = chat;
        this.user = user;
    }

    /// The same person, speaking in a group that they are in.
    public Person in(ChatId group) {
        Chat other = chats.find(group)
                .filter(found -> found.member(user.id()).isPresent())
                .orElseThrow(() ->
                        new IllegalArgumentException("%s is in no chat %d".formatted(user.firstName(), group.value())));
        return new Person(people, questions, chats, other, user);
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
        return people.say(chat, user.id(), text, Optional.empty()).id();
    }

    public MessageId replies(MessageId to, String text) {
        return people.say(chat, user.id(), text, Optional.of(to)).id();
    }

    /// Changes what they said before.
    public void corrects(MessageId message, String text) {
        people.edit(chat, user.id(), message, text);
    }

    /// All messages of the chat, the oldest first.
    public List<SeenMessage> sees() {
        return chat.messages().stream().map(SeenMessage::of).toList();
    }

    /// Those of the bot.
    public List<SeenMessage> hears() {
        return sees().stream().filter(SeenMessage::fromBot).toList();
    }

    /// Presses the button with this label under the latest message that has one.
    public Asked presses(String label) {
        for (Message message : chat.messages().reversed()) {
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

    private Asked press(MessageId message, JsonNode button) {
        if (!button.has("callback_data")) {
            throw new IllegalStateException("the button \"%s\" sends nothing to the bot: %s"
                    .formatted(button.path("text").asText(), button));
        }
        return new Asked(people.press(
                chat, user.id(), message, button.get("callback_data").asText()));
    }

    /// Types the bot's name and a query.
    public Asked asks(String query) {
        return new Asked(people.ask(chat, user.id(), query));
    }

    public void blocksTheBot() {
        people.block(chat, true);
    }

    public void unblocksTheBot() {
        people.block(chat, false);
    }

    /// Makes this chat, a group, a supergroup; the same person there.
    public Person migratesTheGroup() {
        return new Person(people, questions, chats, people.migrate(chat), user);
    }
}
