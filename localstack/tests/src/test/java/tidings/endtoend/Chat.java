package tidings.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;

import static org.awaitility.Awaitility.await;

/// A person's chat with the bot, with patience. A post that a follow brings is no answer.
record Chat(Person person) {
    /// How long a test waits for something that takes moments, also on a machine that does much besides.
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration POLL = Duration.ofMillis(10);

    /// Says something and waits for the bot's answer to it to be more than a progress message.
    SeenMessage ask(String text) {
        int before = person.hears().size();
        person.says(text);
        return awaitAnswer(before);
    }

    /// The first message of the bot behind the first `before`, once it is more than a progress message.
    SeenMessage awaitAnswer(int before) {
        return await("the answer")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(
                        () -> last(before),
                        message -> message != null && !message.text().startsWith("⏳"));
    }

    /// Presses a button and waits until the last message is as it should be.
    SeenMessage press(String label, Predicate<SeenMessage> expected) {
        person.presses(label);
        return awaitLast(expected);
    }

    /// Waits until the last message is as it should be.
    SeenMessage awaitLast(Predicate<SeenMessage> expected) {
        return await("the last message")
                .atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> last(0), message -> message != null && expected.test(message));
    }

    /// What the bot said, without the posts that a follow brings: they may come between a question and its answer.
    List<SeenMessage> answers() {
        return answers(0);
    }

    /// The last of them.
    SeenMessage last() {
        return answers().getLast();
    }

    private SeenMessage last(int before) {
        List<SeenMessage> answers = answers(before);
        return answers.isEmpty() ? null : answers.getLast();
    }

    private List<SeenMessage> answers(int before) {
        return person.hears().stream()
                .skip(before)
                .filter(message -> !message.text().contains("\nBecause you follow "))
                .toList();
    }
}
