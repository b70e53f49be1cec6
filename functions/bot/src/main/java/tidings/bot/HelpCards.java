package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.telegram.Card;
import tidings.cards.Command;
import tidings.telegram.Html;
import tidings.cards.Press;
import tidings.telegram.Button;
import tidings.domain.TopicCursor;
import tidings.topics.Taxonomy;
import tidings.topics.Topic;

/// The cards that say what the bot can do.
final class HelpCards {
    private static final String COMMANDS = Stream.of(Command.values())
            .map(command -> command.sample() + ": " + command.description())
            .collect(Collectors.joining("\n"));

    private final Taxonomy taxonomy;

    HelpCards(Taxonomy taxonomy) {
        this.taxonomy = taxonomy;
    }

    Card start() {
        return Card.of(
                Html.bold("Tidings") + "\nI read the Reddit communities you care about and sort every post into a"
                        + " topic. Try /top java.\n\n" + COMMANDS);
    }

    Card help() {
        return Card.of(Html.bold("What you can send me") + "\n" + COMMANDS);
    }

    Card topics() {
        List<Topic> topics = taxonomy.all().stream()
                .filter(topic -> !topic.id().equals(Taxonomy.OTHER))
                .toList();
        String list = topics.stream()
                .map(topic -> topic.emoji() + " " + Html.bold(Html.text(topic.title())) + ": "
                        + Html.text(topic.description()))
                .collect(Collectors.joining("\n"));
        List<List<Button>> rows = new ArrayList<>();
        for (int i = 0; i < topics.size(); i += 2) {
            rows.add(topics.subList(i, Math.min(i + 2, topics.size())).stream()
                    .map(topic ->
                            new Button(topic.label(), new Press.TurnTopicTo(topic.id(), new TopicCursor.Top()).data()))
                    .toList());
        }
        return new Card(Html.bold("Topics") + "\n" + list, rows);
    }

    Card noSuchTopic(String name) {
        return Card.of("“" + Html.line(name, 40) + "” is not one of my topics. /topics lists them.");
    }
}
