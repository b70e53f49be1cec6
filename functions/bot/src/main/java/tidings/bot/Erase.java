package tidings.bot;

import java.util.List;
import tidings.domain.ChatId;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;

/// Erases everything that is kept of a chat, once somebody confirms it, and of the channel that it feeds.
record Erase(Preferences preferences) implements Command {
    static final String WORD = "erase";

    /// Erase everything. The word is that of earlier versions, whose buttons still work.
    static final ButtonAction<String> CONFIRM = ButtonAction.ofText("forget");

    /// Ask whether to erase everything.
    static final ButtonAction<String> ASK = ButtonAction.ofText("erase");

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public boolean forChannel() {
        return true;
    }

    @Override
    public Reply run(Call call) {
        String ask = call.texts().get("command.erase.ask");
        return new Reply.Show(new Card(
                call.channel()
                        .map(channel ->
                                ask + " " + call.texts().get("command.erase.channel", Html.text(channel.name())))
                        .orElse(ask),
                List.of(List.of(CONFIRM.button(call.texts().get("command.erase.confirm"), "")))));
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                new Press<>(ASK, (call, _) -> run(call)).ofChannel(),
                Press.change(CONFIRM, (call, _) -> erase(call)).ofChannel());
    }

    private Reply erase(Call call) {
        ChatId here = call.origin().chat();
        if (!call.target().chat().equals(here)) {
            erase(call, call.target().chat());
        }
        Reply unanswered =
                new Reply.Ended(erase(call, here), Card.of(call.texts().get("command.erase.unanswered")));
        return Reply.both(unanswered, Reply.text(call.texts().get("command.erase.done")));
    }

    private List<Integer> erase(Call call, ChatId chat) {
        return preferences.erase(chat, call.origin().updateId(), call.now());
    }
}
