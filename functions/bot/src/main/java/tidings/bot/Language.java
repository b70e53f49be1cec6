package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.chats.ChatSettings;
import tidings.chats.Chats;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.ratelimit.SharedState.Change;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Texts;

/// Lets a chat choose its language. In a group, only administrators can.
record Language(Chats chats) implements Command {
    /// A language, or none for automatic.
    static final ButtonAction<Optional<String>> CHOOSE = new ButtonAction<>(
            "language",
            1,
            choice -> List.of(choice.orElse("")),
            fields -> Optional.of(fields.getFirst()).filter(choice -> !choice.isEmpty()));

    private static final String CHOICE = "choice";

    @Override
    public String word() {
        return "language";
    }

    @Override
    public Reply run(Call call) {
        return new Reply.Show(card(call.texts(), call.settings()));
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(CHOOSE, this::choose));
    }

    private Reply choose(Call call, Optional<String> choice) {
        if (call.origin().alone()) {
            return save(call, choice);
        }
        return call.origin()
                .person()
                .<Reply>map(person -> new Reply.Ask(
                        word(), new TelegramCall.ChatMember(person.id()), Map.of(CHOICE, choice.orElse(""))))
                .orElseGet(() -> new Reply.Toast(call.texts().get("error.administrators-only")));
    }

    /// Telegram says whether the person administers the group.
    @Override
    public Reply resume(Call call, TelegramResult result, Map<String, String> context) {
        boolean allowed = result instanceof TelegramResult.Member member && member.mayAdminister();
        return allowed
                ? save(call, Optional.of(context.get(CHOICE)).filter(choice -> !choice.isEmpty()))
                : new Reply.Toast(call.texts().get("error.administrators-only"));
    }

    private Reply save(Call call, Optional<String> choice) {
        if (choice.isPresent() && !ChatSettings.LANGUAGE.choices().contains(choice.get())) {
            return new Reply.Toast(call.texts().get("error.old-button"));
        }
        ChatSettings saved = chats.settings(call.origin().chat()).change(known -> {
            ChatSettings next = known.orElse(ChatSettings.NONE).with(ChatSettings.LANGUAGE, choice);
            return Change.to(next, next);
        });
        Texts texts = call.origin().texts(saved);
        String key = choice.isPresent() ? "command.language.saved" : "command.language.saved-automatic";
        return Reply.both(new Reply.Toast(texts.get(key)), new Reply.Show(card(texts, saved)));
    }

    private static Card card(Texts texts, ChatSettings settings) {
        Optional<String> chosen = settings.get(ChatSettings.LANGUAGE);
        List<List<Button>> rows = new ArrayList<>();
        Stream.concat(
                        Stream.of(Optional.<String>empty()),
                        Texts.LANGUAGES.stream().map(Optional::of))
                .map(choice -> CHOOSE.button(
                        (choice.equals(chosen) ? "✓ " : "")
                                + texts.get("command.language." + choice.orElse("automatic")),
                        choice))
                .forEach(button -> rows.add(List.of(button)));
        return new Card(texts.get("command.language.title"), rows);
    }
}
