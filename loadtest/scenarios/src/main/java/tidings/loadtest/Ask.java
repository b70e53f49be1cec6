package tidings.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import tidings.loadtest.Answers.Outcome;

/// An update that somebody caused and its answer: the first card that is no interim one, the words at the top of
/// the screen, or the results of an inline query. Thread-safe.
final class Ask {
    /// The first words of a card that says that something is under way.
    private static final String INTERIM = "⏳";

    /// So many characters of a message tell what it is.
    private static final int BEGINNING = 40;

    /// In a card that says when the answer comes, where Reddit lets nobody in.
    private static final String PROMISE = " in about ";

    final String name;
    final long chat;
    final long asked;
    private final Set<Long> cards = new HashSet<>();
    private final CompletableFuture<Seen> answer = new CompletableFuture<>();
    private boolean interim;
    private boolean promised;
    private Optional<Long> released = Optional.empty();
    private Optional<Outcome> refusal = Optional.empty();
    private final Map<String, Integer> messages = new HashMap<>();
    private final StringJoiner beginnings = new StringJoiner(" | ");
    private OptionalLong update = OptionalLong.empty();

    /// @param at when Telegram took it, in milliseconds since 1970
    /// @param card the message, if it was one
    record Seen(long at, Optional<JsonNode> card) {}

    /// @param pressed the message under which a button is pressed
    /// @param asked in milliseconds since 1970
    Ask(String name, long chat, Optional<Long> pressed, long asked) {
        this.name = name;
        this.chat = chat;
        this.asked = asked;
        pressed.ifPresent(cards::add);
    }

    /// Telegram has taken it as this update.
    synchronized void became(long id) {
        update = OptionalLong.of(id);
    }

    /// What comes of it if Telegram did not take it: a press is refused if its card has changed and has no such
    /// button any more.
    ///
    /// @param status of HTTP; 0 if there was no response
    synchronized Optional<Outcome> refused(int status) {
        refusal = status == 200
                ? Optional.empty()
                : Optional.of(isPress() && status == 400 ? Outcome.NO_BUTTON : Outcome.FAILED);
        return refusal;
    }

    synchronized Optional<Outcome> refusal() {
        return refusal;
    }

    /// Empty if Telegram never took it.
    synchronized OptionalLong update() {
        return update;
    }

    /// A message of the bot.
    synchronized void message(long at, JsonNode message) {
        cards.add(message.path("message_id").asLong());
        String text = message.path("text").asText();
        beginnings.add(text.codePoints()
                .limit(BEGINNING)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
        messages.merge(message.path("document").path("file_name").asText(), 1, Integer::sum);
        card(at, message);
    }

    /// Edits of cards that came before are answers to others.
    synchronized void edited(long at, JsonNode message) {
        if (cards.contains(message.path("message_id").asLong())) {
            card(at, message);
        }
    }

    private void card(long at, JsonNode message) {
        if (message.path("text").asText().startsWith(INTERIM)) {
            interim = true;
            promised = message.path("text").asText().contains(PROMISE);
        } else {
            answer.complete(new Seen(at, Optional.of(message)));
        }
    }

    /// An answer to a press. One without words only lets go of the button, as apps do where it comes too late.
    synchronized void toast(long at, String words) {
        if (words.isEmpty()) {
            released = Optional.of(at);
        } else {
            answer.complete(new Seen(at, Optional.empty()));
        }
    }

    synchronized void offered(long at) {
        answer.complete(new Seen(at, Optional.empty()));
    }

    CompletableFuture<Seen> answer() {
        return answer;
    }

    /// Whether a card said that something is under way.
    synchronized boolean isInterim() {
        return interim;
    }

    /// Whether the last card but an answer said when that comes.
    synchronized boolean isPromised() {
        return promised;
    }

    /// Nobody waits any longer. A press that changed nothing is answered by letting go of the button.
    synchronized Optional<Seen> giveUp() {
        return released.map(at -> new Seen(at, Optional.empty()));
    }

    synchronized boolean isAnswered() {
        return answer.isDone() || released.isPresent();
    }

    boolean isPress() {
        return name.startsWith("[");
    }

    /// How each message that came of it begins.
    synchronized String beginnings() {
        return beginnings.toString();
    }

    /// How many messages came of it. Each file counts for itself, as one answer may bring several.
    synchronized int messages() {
        return messages.values().stream().mapToInt(count -> count).max().orElse(0);
    }
}
