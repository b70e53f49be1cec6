package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.TopicPosition;
import tidings.cards.PostCards;
import tidings.cards.TopicNames;
import tidings.domain.RedditLink;
import tidings.domain.TopicCursor;
import tidings.domain.TopicPage;
import tidings.store.TaughtPosts;
import tidings.store.cache.Cached;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;
import tidings.topics.Taxonomy;

/// Shows the best posts of a topic, page by page.
record Topic(TaughtPosts posts) implements Command {
    private static final int QUOTED = 40;

    @Override
    public String word() {
        return "topic";
    }

    @Override
    public Reply run(Call call) {
        return call.arguments().isEmpty()
                ? Reply.text(call.texts().get("command.topic.missing"))
                : page(call, new TopicPosition(call.arguments(), new TopicCursor.Top()));
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(PostButtons.TOPIC, this::page));
    }

    private Reply page(Call call, TopicPosition at) {
        Texts texts = call.texts();
        Optional<String> topic = find(at.topic(), texts);
        if (topic.isEmpty()) {
            return Reply.text(RedditLink.parse(at.topic())
                    .flatMap(RedditLink::named)
                    .map(community -> texts.get("command.topic.subreddit", community.label()))
                    .orElseGet(() -> texts.get("command.topic.unknown", Html.line(at.topic(), QUOTED))));
        }
        Cached<TopicPage> page = posts.topic(call.target().chat(), topic.get(), at.cursor(), PostCards.PAGE);
        PostCards cards = new PostCards(texts);
        Card card = withPack(cards.topic(topic.get(), page.value(), call.now()), topic.get(), texts);
        return new Reply.Show(page.sourceFailed() ? cards.stale(card, page.at(), call.now()) : card);
    }

    private static Card withPack(Card card, String topic, Texts texts) {
        if (topic.equals(Taxonomy.OTHER)) {
            return card;
        }
        List<List<Button>> rows = new ArrayList<>(card.buttons());
        rows.add(List.of(Packs.PACK.button(texts.get("pack.show"), new Packs.Shown(topic, Packs.How.NEW))));
        return new Card(card.html(), rows);
    }

    /// By its id, else by words of its name.
    Optional<String> find(String typed, Texts texts) {
        return TopicNames.find(typed, texts);
    }
}
