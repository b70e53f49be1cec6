package tidings.bot;

import java.util.List;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;

/// Erases everything that is kept of a chat, once somebody confirms it.
record Forget(Preferences preferences) implements Command {
    /// Erase everything.
    static final ButtonAction<String> CONFIRM = new ButtonAction<>("forget", 1, List::of, List::getFirst);

    @Override
    public String word() {
        return "forget";
    }

    @Override
    public Reply run(Call call) {
        return new Reply.Show(new Card(
                call.texts().get("command.forget.ask"),
                List.of(List.of(CONFIRM.button(call.texts().get("command.forget.confirm"), "")))));
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(Press.change(CONFIRM, this::forget));
    }

    private Reply forget(Call call, String nothing) {
        preferences.forget(call.origin().chat());
        return Reply.text(call.texts().get("command.forget.done"));
    }
}
