package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.TopicPosition;
import tidings.domain.TopicCursor;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;
import tidings.topics.Taxonomy;

/// Lists the topics, with a button each.
record Topics(Taxonomy taxonomy) implements Command {
    private static final int BUTTONS_A_ROW = 2;

    @Override
    public String word() {
        return "topics";
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        List<String> topics = taxonomy.all().stream()
                .map(tidings.topics.Topic::id)
                .filter(id -> !id.equals(Taxonomy.OTHER))
                .toList();
        String list = topics.stream()
                .map(id -> Html.bold(Html.text(texts.get("topic.label." + id))) + ": "
                        + Html.text(texts.get("topic.about." + id)))
                .collect(Collectors.joining("\n"));
        List<List<Button>> rows = new ArrayList<>();
        for (int i = 0; i < topics.size(); i += BUTTONS_A_ROW) {
            rows.add(topics.subList(i, Math.min(i + BUTTONS_A_ROW, topics.size())).stream()
                    .map(id -> PostButtons.TOPIC.button(
                            texts.get("topic.label." + id), new TopicPosition(id, new TopicCursor.Top())))
                    .toList());
        }
        return new Reply.Show(new Card(Html.bold(texts.get("command.topics.title")) + "\n" + list, rows));
    }
}
