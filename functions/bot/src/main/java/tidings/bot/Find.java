package tidings.bot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import tidings.cards.PostCards;
import tidings.domain.Community;
import tidings.follows.FollowText;
import tidings.follows.Origin;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;
import tidings.topics.Taxonomy;

/// Finds subreddits by topic and by name, with buttons to follow them.
record Find(KnownCommunities known, Topic topics, Taxonomy taxonomy) implements Command {
    private static final int PAGE = 8;
    private static final int BUTTONS_A_ROW = 2;
    private static final int NEAREST = 3;
    private static final int QUOTED = 40;

    /// Topics that only say in their description what is looked for.
    private static final int DESCRIBED = 2;

    /// As many bytes of what is looked for fit a button.
    private static final int MAX_BYTES = 46;

    private static final int MAX_FIRST = 9_999;

    /// @param first rank of the first result, from 0
    record Results(String typed, int first) {}

    static final ButtonAction<Results> FIND = new ButtonAction<>(
            "find",
            1,
            results ->
                    List.of(Integer.toString(results.first()), results.typed().replace('|', ' ')),
            fields -> new Results(fields.get(1), ButtonAction.number(fields.get(0), MAX_FIRST)));

    @Override
    public String word() {
        return "find";
    }

    @Override
    public Reply run(Call call) {
        return call.arguments().isEmpty()
                ? Reply.text(call.texts().get("command.find.missing"))
                : page(call, new Results(call.arguments(), 0));
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(new Press<>(FIND, this::page));
    }

    private Reply page(Call call, Results at) {
        Texts texts = call.texts();
        List<Origin> all = List.copyOf(origins(at.typed(), call));
        String quoted = Html.line(at.typed(), QUOTED);
        if (all.isEmpty()) {
            List<Origin> nearest = known.nearest(at.typed(), call.adult(), NEAREST).stream()
                    .<Origin>map(Origin.OfCommunity::new)
                    .toList();
            String key = nearest.isEmpty() ? "command.find.none" : "command.find.nearest";
            return new Reply.Show(new Card(texts.get(key, quoted), follow(nearest, texts)));
        }
        int first = Math.min(at.first(), all.size() - 1);
        List<Origin> page = all.subList(first, Math.min(first + PAGE, all.size()));
        StringJoiner text = new StringJoiner("\n");
        text.add(Html.bold(texts.get("command.find.title", quoted)));
        page.forEach(origin -> text.add(line(origin, texts)));
        List<List<Button>> rows = new ArrayList<>(follow(page, texts));
        turn(at.typed(), first, all.size(), texts).filter(row -> !row.isEmpty()).ifPresent(rows::add);
        return new Reply.Show(new Card(text.toString(), rows));
    }

    /// Topics of that name, subreddits of that name, subreddits of the topic, and topics that tell of it.
    private Set<Origin> origins(String typed, Call call) {
        Optional<String> topic = topics.find(typed, call.texts());
        Set<Origin> found = new LinkedHashSet<>();
        topic.ifPresent(id -> found.add(new Origin.OfTopic(id)));
        known.named(typed, call.adult()).forEach(community -> found.add(new Origin.OfCommunity(community)));
        topic.map(known::of).orElseGet(List::of).forEach(community -> found.add(new Origin.OfCommunity(community)));
        if (topic.isEmpty()) {
            described(typed, call.texts()).forEach(id -> found.add(new Origin.OfTopic(id)));
        }
        return found;
    }

    private Stream<String> described(String typed, Texts texts) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return taxonomy.all().stream()
                .filter(topic -> wanted.length() > 2)
                .filter(topic -> !topic.id().equals(Taxonomy.OTHER))
                .filter(topic -> Stream.of(topic.description(), texts.get("topic.about." + topic.id()))
                        .anyMatch(about -> about.toLowerCase(Locale.ROOT).contains(wanted)))
                .limit(DESCRIBED)
                .map(tidings.topics.Topic::id);
    }

    private String line(Origin origin, Texts texts) {
        return switch (origin) {
            case Origin.OfCommunity(Community community) ->
                community.label()
                        + known.topic(community)
                                .map(topic -> " · " + Html.text(PostCards.topicLabel(topic, texts)))
                                .orElse("");
            case Origin.OfTopic(String topic) ->
                Html.bold(Html.text(PostCards.topicLabel(topic, texts))) + ": "
                        + Html.text(texts.get("topic.about." + topic));
            case Origin.Anywhere _ -> "";
        };
    }

    private static List<List<Button>> follow(List<Origin> origins, Texts texts) {
        List<List<Button>> rows = new ArrayList<>();
        for (int i = 0; i < origins.size(); i += BUTTONS_A_ROW) {
            rows.add(origins.subList(i, Math.min(i + BUTTONS_A_ROW, origins.size())).stream()
                    .map(origin -> Follow.FOLLOW.button("➕ " + label(origin, texts), FollowText.of(origin)))
                    .toList());
        }
        return rows;
    }

    private static String label(Origin origin, Texts texts) {
        return origin instanceof Origin.OfTopic(String topic)
                ? PostCards.topicLabel(topic, texts)
                : FollowText.of(origin);
    }

    /// Empty if what is looked for does not fit a button.
    private static Optional<List<Button>> turn(String typed, int first, int size, Texts texts) {
        if (typed.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.empty();
        }
        List<Button> row = new ArrayList<>();
        if (first > 0) {
            row.add(FIND.button(texts.get("button.previous"), new Results(typed, Math.max(0, first - PAGE))));
        }
        if (first + PAGE < size) {
            row.add(FIND.button(texts.get("button.next"), new Results(typed, first + PAGE)));
        }
        return Optional.of(row);
    }
}
