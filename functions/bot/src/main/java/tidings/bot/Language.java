package tidings.bot;

import java.util.List;
import tidings.preferences.ChatSettings;
import tidings.telegram.ButtonAction;

/// Lets a chat choose its language.
record Language(Settings settings) implements Command {
    /// As earlier versions wrote it: a language, or nothing for automatic.
    static final ButtonAction<String> CHOOSE = new ButtonAction<>("language", 1, List::of, List::getFirst);

    @Override
    public String word() {
        return "language";
    }

    @Override
    public boolean changes(Call call) {
        return !call.arguments().isEmpty();
    }

    @Override
    public Reply run(Call call) {
        return call.arguments().isEmpty()
                ? new Reply.Show(Settings.cards(call, call.settings()).choices(ChatSettings.LANGUAGE))
                : settings.typed(call, ChatSettings.LANGUAGE, call.arguments());
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(Press.change(CHOOSE, (call, choice) -> settings.press(call, ChatSettings.LANGUAGE, choice)));
    }
}
