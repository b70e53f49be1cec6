package tidings.bot;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import tidings.bot.Command.Press;
import tidings.delivery.FollowLines;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.store.FollowStore;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Texts;

/// Offers what a link to the bot stands for, and follows it once somebody says so.
record Offers(FollowLinks links, FollowStore follows, Preferences preferences, Packs packs) {
    /// Follow what a payload stands for.
    static final ButtonAction<String> TAKE = ButtonAction.ofText("take");

    /// In UTF-16 units; the rest of a card is short.
    private static final int ROOM = 3_500;

    List<Press<?>> buttons() {
        return List.of(Press.change(TAKE, this::take), new Press<>(Packs.PACK, this::pack));
    }

    Reply offer(Call call, String payload) {
        Texts texts = call.texts();
        Optional<List<FollowQuery>> queries = links.read(payload);
        if (queries.isEmpty()) {
            return new Reply.Show(new Card(texts.get("link.gone"), List.of(List.of(more(texts)))));
        }
        if (queries.get()
                        .equals(List.of(FollowQuery.of(
                                queries.get().getFirst().origins().getFirst())))
                && queries.get().getFirst().origins().getFirst() instanceof Origin.OfTopic(String topic)) {
            return new Reply.Show(packs.card(topic, false, texts));
        }
        List<Button> buttons = List.of(TAKE.button(texts.get("link.take"), payload), more(texts));
        return new Reply.Show(new Card(
                texts.get("link.offer", queries.get().size()) + "\n" + list(queries.get(), texts), List.of(buttons)));
    }

    private Reply pack(Call call, Packs.Shown shown) {
        if (links.read("t_" + shown.topic()).isEmpty()) {
            return Reply.oldButton(call);
        }
        Card card = packs.card(shown.topic(), shown.how() == Packs.How.DARK, call.texts());
        return shown.how() == Packs.How.NEW ? new Reply.Beside(card) : new Reply.Show(card);
    }

    private Reply take(Call call, String payload) {
        Texts texts = call.texts();
        Optional<List<FollowQuery>> queries = links.read(payload);
        if (queries.isEmpty()) {
            return new Reply.Toast(texts.get("link.gone"));
        }
        for (FollowQuery query : queries.get()) {
            if (follows.add(call.origin().place(), query).isEmpty()) {
                return Reply.text(texts.get("start.too-many", FollowStore.MAX));
            }
        }
        preferences.save(call, UnaryOperator.identity());
        Button settings = SettingCards.OPEN.button(texts.get("command.settings.title"), "");
        Card card = new Card(
                texts.get("link.taken") + "\n" + list(queries.get(), texts), List.of(List.of(more(texts), settings)));
        return Reply.did(Kind.FOLLOWED, new Reply.Show(card));
    }

    private static Button more(Texts texts) {
        return StartCards.TOPICS.button(texts.get("link.more"), 0);
    }

    /// As many of the queries as a card has room for.
    static String list(List<FollowQuery> queries, Texts texts) {
        FollowLines words = new FollowLines(texts);
        StringJoiner lines = new StringJoiner("\n");
        int listed = 0;
        for (FollowQuery query : queries) {
            String line = "• " + words.query(query);
            if (lines.length() + line.length() > ROOM) {
                break;
            }
            lines.add(line);
            listed++;
        }
        int more = queries.size() - listed;
        return more > 0 ? lines.add(texts.get("link.and-more", more)).toString() : lines.toString();
    }
}
