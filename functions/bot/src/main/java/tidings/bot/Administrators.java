package tidings.bot;

import java.util.Map;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;

/// Who may change what belongs to a group: its administrators, as Telegram says when asked. Thread-safe.
final class Administrators {
    /// Names the question in [Reply.Ask]; no command has this word.
    static final String WORD = "?administrator";

    /// Whether Telegram need not be asked. With one person alone, there is no one else to decide.
    boolean areKnownToInclude(Call call) {
        return call.origin().alone();
    }

    /// Asks about whoever did it.
    ///
    /// @param context comes back with the answer
    Reply ask(Call call, Map<String, String> context) {
        return call.origin()
                .person()
                .<Reply>map(person -> new Reply.Ask(WORD, new TelegramCall.ChatMember(person.id()), context))
                .orElseGet(() -> refusal(call));
    }

    /// Whether Telegram says so.
    boolean include(Call call, TelegramResult result) {
        return result instanceof TelegramResult.Member member && member.mayAdminister();
    }

    static Reply refusal(Call call) {
        return new Reply.Toast(call.texts().get("error.administrators-only"));
    }
}
