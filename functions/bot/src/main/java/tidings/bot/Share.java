package tidings.bot;

import java.util.List;
import java.util.Optional;
import tidings.chats.Chats;
import tidings.domain.RedditLink;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.store.FollowStore;
import tidings.store.SharedLists;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Makes links by which others follow the same: everything that the chat follows, a community, or a topic.
record Share(Topic topics, FollowStore follows, SharedLists lists, Chats chats) implements Command {
    /// End the sharing of the chat's list.
    static final ButtonAction<String> WITHDRAW = ButtonAction.ofText("unshare");

    private static final int QUOTED = 40;

    @Override
    public String word() {
        return "share";
    }

    /// Others learn what the chat follows.
    @Override
    public boolean changes(Call call) {
        return call.arguments().isEmpty();
    }

    @Override
    public boolean forChannel() {
        return true;
    }

    @Override
    public Reply run(Call call) {
        return call.arguments().isEmpty() ? all(call) : one(call);
    }

    private Reply all(Call call) {
        Texts texts = call.texts();
        List<FollowQuery> queries = follows.of(call.target().chat()).stream()
                .map(Follow::query)
                .distinct()
                .toList();
        if (queries.isEmpty()) {
            return Reply.text(texts.get("command.share.nothing"));
        }
        String link = link(FollowLinks.payload(lists.share(call.target().chat(), queries)));
        return new Reply.Show(new Card(
                texts.get("command.share.list", queries.size(), link) + "\n" + Offers.list(queries, texts),
                List.of(List.of(WITHDRAW.button(texts.get("command.share.withdraw"), "")))));
    }

    private Reply one(Call call) {
        Texts texts = call.texts();
        Optional<Origin> origin = topics.find(call.arguments(), texts)
                .<Origin>map(Origin.OfTopic::new)
                .or(() -> RedditLink.parseOrName(call.arguments())
                        .flatMap(RedditLink::named)
                        .map(Origin.OfCommunity::new));
        return Reply.text(origin.flatMap(FollowLinks::payload)
                .map(payload -> texts.get("command.share.one", link(payload)))
                .orElseGet(() -> texts.get("command.share.unknown", Html.line(call.arguments(), QUOTED))));
    }

    /// Until the bot knows its name, what the link would make Telegram send.
    private String link(String payload) {
        return chats.botName()
                .map(name -> "https://t.me/" + name + "?start=" + payload)
                .orElse("/start " + payload);
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(Press.change(WITHDRAW, this::withdraw).ofChannel());
    }

    private Reply withdraw(Call call, String nothing) {
        lists.withdraw(call.target().chat());
        return Reply.text(call.texts().get("command.share.withdrawn"));
    }
}
