package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.FeedPosition;
import tidings.cards.PostButtons.TopicPosition;
import tidings.cards.PostCards;
import tidings.delivery.SearchPage;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.TopicCursor;
import tidings.selection.Trends;
import tidings.selection.Trends.Rise;
import tidings.store.PostStore;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Shows what rises, with buttons to read it.
record Rising(PostStore posts) implements Command {
    @Override
    public String word() {
        return "trends";
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        Trends trends = posts.trends();
        if (trends.equals(Trends.NONE)) {
            return Reply.text(texts.get("command.trends.none"));
        }
        StringJoiner text = new StringJoiner("\n\n").add(Html.bold(texts.get("command.trends.title")));
        List<List<Button>> rows = new ArrayList<>();
        add(
                text,
                rows,
                "command.trends.topics",
                "command.trends.line",
                trends.topics(),
                texts,
                topic -> PostCards.topicLabel(topic, texts),
                topic -> PostButtons.TOPIC.button(
                        PostCards.topicButton(topic, texts), new TopicPosition(topic, new TopicCursor.Top())));
        add(
                text,
                rows,
                "command.trends.communities",
                "command.trends.line",
                trends.communities(),
                texts,
                Rising::label,
                name -> PostButtons.PAGE.button(
                        label(name), new FeedPosition(new Feed(new Community(name), Period.DAY), 0)));
        add(
                text,
                rows,
                "command.trends.words",
                "command.trends.word",
                trends.words(),
                texts,
                word -> texts.get("command.follow.quote", word),
                word -> SearchPage.SEARCH.button("🔎 " + word, SearchPage.first(word, false)));
        return new Reply.Show(new Card(text.toString(), rows));
    }

    private static void add(
            StringJoiner text,
            List<List<Button>> rows,
            String title,
            String line,
            List<Rise> rises,
            Texts texts,
            Function<String, String> label,
            Function<String, Button> button) {
        if (rises.isEmpty()) {
            return;
        }
        StringJoiner lines = new StringJoiner("\n").add(texts.get(title));
        rises.forEach(
                rise -> lines.add(texts.get(line, Html.text(label.apply(rise.name())), rise.now(), rise.usual())));
        text.add(lines.toString());
        rows.add(rises.stream().map(rise -> button.apply(rise.name())).toList());
    }

    private static String label(String community) {
        return new Community(community).label();
    }
}
