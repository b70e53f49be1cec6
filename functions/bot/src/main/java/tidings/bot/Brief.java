package tidings.bot;

import java.util.List;
import tidings.cards.BriefCards;
import tidings.delivery.Briefs;
import tidings.preferences.ChatSettings;
import tidings.preferences.Schedule;
import tidings.store.BriefStore;
import tidings.telegram.Card;
import tidings.telegram.Html;

/// Says when the next brief comes, lets a chat choose its times, as in `/brief 8:00`, and shows what a brief left
/// out.
record Brief(Settings settings, BriefStore briefs) implements Command {
    @Override
    public String word() {
        return "brief";
    }

    @Override
    public boolean changes(Call call) {
        return !call.arguments().isEmpty();
    }

    @Override
    public Reply run(Call call) {
        if (!call.arguments().isEmpty()) {
            return settings.typed(call, ChatSettings.BRIEF, call.arguments());
        }
        Card choices = Settings.cards(call, call.settings()).choices(ChatSettings.BRIEF);
        return new Reply.Show(Schedule.of(call.settings())
                .nextBrief(call.now())
                .map(at -> call.texts()
                        .get("command.brief.next", Html.text(cards(call).time(at))))
                .map(next -> new Card(next + "\n\n" + choices.html(), choices.buttons()))
                .orElse(choices));
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(BriefCards.SHOW, this::show));
    }

    private Reply show(Call call, BriefCards.Position at) {
        return new Reply.Show(Briefs.show(briefs, cards(call), call.origin().place(), at, call.now()));
    }

    private static BriefCards cards(Call call) {
        return new BriefCards(call.texts(), call.settings().zone());
    }
}
