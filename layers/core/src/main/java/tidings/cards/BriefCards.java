package tidings.cards;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// The cards of briefs, in one language and at the clock of one zone. Thread-safe.
public record BriefCards(Texts texts, ZoneId zone) {
    /// So many posts, each with a topic of its own, fit Telegram's 4,096 units.
    public static final int PAGE = 10;

    private static final int MAX_FIRST = 9_999;
    private static final String SKIPPED = "skipped";

    /// Show a part of a brief.
    public static final ButtonAction<Position> SHOW = new ButtonAction<>(
            "briefing",
            1,
            at -> List.of(
                    Long.toString(at.dueAt().getEpochSecond() / 60),
                    at.skipped() ? SKIPPED : "",
                    Integer.toString(at.first())),
            fields -> new Position(
                    Instant.ofEpochSecond(60L * ButtonAction.number(fields.get(0), Integer.MAX_VALUE)),
                    fields.get(1).equals(SKIPPED),
                    ButtonAction.number(fields.get(2), MAX_FIRST)));

    /// A part of a brief.
    ///
    /// @param dueAt when it was to come, in whole minutes; names it among those of the chat
    /// @param skipped whether of the posts that it left out, or of those that it brought
    /// @param first the first post, counted from 0
    public record Position(Instant dueAt, boolean skipped, int first) {}

    /// @param also the other communities that have the story
    public record Line(ClassifiedPost post, Set<Community> also) {}

    /// A page of a brief, grouped by topic.
    ///
    /// @param lines at most [#PAGE], the best first
    /// @param total how many posts of the kind that the position names have a place in the pages
    /// @param skipped how many posts the brief left out
    /// @param gone how many of these nobody can see any more
    public Card page(Position at, List<Line> lines, int total, int skipped, int gone, Instant now) {
        StringJoiner text = new StringJoiner("\n\n");
        text.add(texts.get(at.skipped() ? "brief.skipped" : "brief.title", Html.text(time(at.dueAt()))));
        PostLines posts = new PostLines(texts, now);
        lines.stream()
                .collect(Collectors.groupingBy(line -> line.post().topic(), LinkedHashMap::new, Collectors.toList()))
                .forEach((topic, ofTopic) -> {
                    text.add(Html.bold(Html.text(PostCards.topicLabel(topic, texts))));
                    ofTopic.forEach(line -> text.add(line(line, posts.under(topic))));
                });
        int missing = Math.min(PAGE, total - at.first()) - lines.size();
        if (lines.isEmpty()) {
            text.add(texts.get("brief.gone"));
        } else if (missing > 0) {
            text.add("<i>" + texts.get("brief.missing", missing) + "</i>");
        }
        boolean isLast = at.first() + PAGE >= total;
        List<List<Button>> rows = new ArrayList<>();
        if (at.skipped()) {
            List<Button> row = new ArrayList<>();
            if (at.first() > 0) {
                row.add(button("button.previous", at, Math.max(0, at.first() - PAGE)));
            }
            if (!isLast && !lines.isEmpty()) {
                row.add(button("button.next", at, at.first() + PAGE));
            }
            if (!row.isEmpty()) {
                rows.add(row);
            }
        } else if (isLast) {
            rows.addAll(leftOut(at.dueAt(), skipped, gone, text));
        }
        return new Card(text.toString(), rows);
    }

    private List<List<Button>> leftOut(Instant dueAt, int skipped, int gone, StringJoiner text) {
        if (skipped > 0) {
            String expired = gone > 0 ? " " + texts.get("brief.expired", gone) : "";
            text.add("<i>" + texts.get("brief.left-out", skipped) + expired + "</i>");
        }
        return skipped > gone
                ? List.of(List.of(
                        SHOW.button(texts.get("brief.show-skipped", skipped - gone), new Position(dueAt, true, 0))))
                : List.of();
    }

    /// What a group gets of a brief whose posts come to the threads of their topics.
    ///
    /// @param topics ids, each with how many posts it has
    /// @param missing how many posts are no longer there
    public Card overview(Instant dueAt, Map<String, Integer> topics, int missing, int skipped, int gone) {
        StringJoiner text = new StringJoiner("\n\n");
        text.add(texts.get("brief.title", Html.text(time(dueAt))));
        if (!topics.isEmpty()) {
            text.add(texts.get(
                    "brief.in-topics",
                    topics.entrySet().stream()
                            .map(topic -> Html.text(PostCards.topicLabel(topic.getKey(), texts)) + " ("
                                    + topic.getValue() + ")")
                            .collect(Collectors.joining(", "))));
        }
        if (missing > 0) {
            text.add("<i>" + texts.get("brief.missing", missing) + "</i>");
        }
        List<List<Button>> rows = leftOut(dueAt, skipped, gone, text);
        return new Card(text.toString(), rows);
    }

    private Button button(String key, Position at, int first) {
        return SHOW.button(texts.get(key), new Position(at.dueAt(), at.skipped(), first));
    }

    private String line(Line line, PostLines posts) {
        String also =
                line.also().stream().sorted().map(Community::label).limit(3).collect(Collectors.joining(", "));
        return posts.of(line.post(), true) + (also.isEmpty() ? "" : "\n" + texts.get("delivery.also", also));
    }

    /// Day and time as the clocks of the zone show them, such as `Monday, 8:00 AM`.
    public String time(Instant at) {
        return DateTimeFormatter.ofPattern("EEEE", texts.locale()).format(at.atZone(zone)) + ", "
                + DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                        .withLocale(texts.locale())
                        .format(at.atZone(zone));
    }
}
