package tidings.bot;

import tidings.bot.Command.Press;
import tidings.cards.BriefCards;
import tidings.delivery.Briefs;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.store.BriefStore;

/// Turns the pages of briefs, and shows what they left out.
record BriefPages(BriefStore briefs) {
    Press<BriefCards.Position> press() {
        return new Press<>(BriefCards.SHOW, this::show);
    }

    private Reply show(Call call, BriefCards.Position at) {
        BriefCards cards = new BriefCards(call.texts(), call.settings().zone());
        return Reply.did(
                Kind.BRIEF_READ,
                new Reply.Show(Briefs.show(briefs, cards, call.origin().place(), at, call.now())));
    }
}
