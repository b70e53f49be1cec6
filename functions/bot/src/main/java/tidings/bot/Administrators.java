package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tidings.bot.Interaction.Origin;
import tidings.domain.ChatId;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;

/// Who may change what belongs to a group: its administrators, as Telegram says when asked. Thread-safe.
final class Administrators {
    /// Names the question in [Reply.Ask]; no command has this word.
    static final String WORD = "?administrator";

    /// So long does somebody count as an administrator who was one. Whoever was none is asked about again at once.
    static final Duration TTL = Duration.ofMinutes(3);

    private static final int KNOWN = 1_000;

    private final Map<Member, Instant> known = new ConcurrentHashMap<>();

    private record Member(ChatId chat, long person) {}

    /// Whether Telegram need not be asked. With one person alone, there is no one else to decide.
    boolean areKnownToInclude(Call call) {
        Origin origin = call.origin();
        return origin.alone() && call.channel().isEmpty()
                || origin.administrator()
                || origin.person()
                        .map(person -> known.get(new Member(call.target().chat(), person.id())))
                        .filter(until -> call.now().isBefore(until))
                        .isPresent();
    }

    /// Asks about whoever did it.
    ///
    /// @param context comes back with the answer
    Reply ask(Call call, Map<String, String> context) {
        return call.origin()
                .person()
                .<Reply>map(person -> new Reply.Ask(WORD, question(call, person.id()), context))
                .orElseGet(() -> refusal(call));
    }

    private static TelegramCall question(Call call, long person) {
        return call.channel()
                .<TelegramCall>map(channel ->
                        new TelegramCall.Channel(Long.toString(channel.chat().value()), person))
                .orElseGet(() -> new TelegramCall.ChatMember(person));
    }

    /// Whether Telegram says so of what the call is for.
    boolean include(Call call, TelegramResult result) {
        boolean included = switch (result) {
            case TelegramResult.Member member ->
                member.mayAdminister() && call.channel().isEmpty();
            case TelegramResult.Channel channel ->
                channel.mayBeFed() && channel.id() == call.target().chat().value();
            case TelegramResult _ -> false;
        };
        if (included && known.size() >= KNOWN) {
            known.clear();
        }
        call.origin()
                .person()
                .map(person -> new Member(call.target().chat(), person.id()))
                .ifPresent(member -> {
                    if (included) {
                        known.put(member, call.now().plus(TTL));
                    } else {
                        known.remove(member);
                    }
                });
        return included;
    }

    static Reply refusal(Call call) {
        String text = call.texts().get("error.administrators-only");
        return call.press().isPresent() ? new Reply.Toast(text) : Reply.text(text);
    }
}
