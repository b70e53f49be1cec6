package tidings.api;

import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import tidings.aws.HttpResponse;
import tidings.aws.Queue;
import tidings.aws.Trace;
import tidings.chats.ChatState;
import tidings.chats.Conversation;
import tidings.domain.ChatId;
import tidings.messages.UpdatesMessage;
import tidings.messages.UpdatesMessage.TextAskedV1;

/// Asks the bot what the person could type in their chat with it. The answer is a card there, for only Telegram
/// shows cards: here it is only said where to look.
record PostChat(Personal personal, Queue<UpdatesMessage> updates, Windows windows) implements Route {
    /// The longest message of Telegram (https://core.telegram.org/bots/api#sendmessage).
    private static final int MAX_TEXT = 4_096;

    private static final String KEY = "idempotency-key";

    /// As in the draft of the header
    /// (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/), whatever the quotes.
    private static final Pattern KEYS = Pattern.compile("[\\x21-\\x7e]{1,100}");

    PostChat(Personal personal, Queue<UpdatesMessage> updates, InstantSource clock) {
        this(personal, updates, new Windows(clock));
    }

    private record Said(Optional<String> text) {}

    /// @param chat id at Telegram of the chat in which the card appears
    /// @param bot with whom that chat is; null until the bot was registered
    private record Accepted(long chat, Optional<String> bot, Optional<String> link) {}

    @Override
    public Operation operation() {
        return new Operation("POST", "/api/v1/chat", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        ChatId chat = Personal.chat(request);
        String text = request.read(Said.class, "{\"text\": \"/top java\"}")
                .text()
                .filter(said -> !said.isBlank() && said.length() <= MAX_TEXT)
                .orElseThrow(() -> ProblemException.badParameter(
                        "text", "must be what to type in Telegram, 1 to " + MAX_TEXT + " characters"));
        String key = request.header(KEY).orElseGet(request::id);
        if (!KEYS.matcher(key).matches()) {
            throw ProblemException.badParameter(
                    "Idempotency-Key", "must be 1 to 100 characters of ASCII without blanks");
        }
        if (personal.chats().state(chat).get().filter(this::isBlocked).isPresent()) {
            throw ProblemException.conflict("you blocked the bot in Telegram; unblock it to get an answer there");
        }
        windows.count("person " + chat.value(), Conversation.MOST_ANSWERS);
        TextAskedV1 asked = TextAskedV1.of(chat, key, text, Personal.language(request));
        Trace.correlated("u" + asked.update(), () -> {
            updates.send(asked);
            return asked;
        });
        Optional<String> bot = personal.chats().botName();
        return HttpResponse.json(202, new Accepted(chat.value(), bot, bot.map(name -> "https://t.me/" + name)));
    }

    private boolean isBlocked(ChatState state) {
        return state.isBlocked(personal.clock().instant());
    }
}
