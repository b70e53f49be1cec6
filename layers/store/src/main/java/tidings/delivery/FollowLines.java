package tidings.delivery;

import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tidings.cards.PostCards;
import tidings.domain.PostKind;
import tidings.follows.Decision;
import tidings.follows.Decision.Rule;
import tidings.follows.Decision.Unwanted;
import tidings.follows.Decision.Wanted;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.BriefTimes;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Follows in the words of a language, as HTML.
public record FollowLines(Texts texts) {
    private static final int QUOTED = 60;

    /// Where the posts come from, and the rules: `r/java · without “hiring”`.
    public String query(FollowQuery query) {
        StringJoiner line = new StringJoiner(" · ");
        line.add(Html.bold(origins(query)));
        query.about().ifPresent(about -> line.add(texts.get("follow.about", quote(about.phrase()))));
        quoted(line, "command.follow.include", query.words());
        quoted(line, "command.follow.exclude", query.exclude());
        quoted(line, "command.follow.flairs", query.flairs());
        quoted(line, "command.follow.domains", query.domains());
        if (!query.kinds().isEmpty()) {
            line.add(texts.get(
                    "command.follow.kinds",
                    query.kinds().stream().map(this::kind).collect(Collectors.joining(", "))));
        }
        query.minScore().ifPresent(score -> line.add(texts.get("command.follow.score", score)));
        query.minComments().ifPresent(comments -> line.add(texts.get("command.follow.comments", comments)));
        return (query.adult() ? line.add(texts.get("command.follow.adult")) : line).toString();
    }

    public String origins(FollowQuery query) {
        return query.origins().stream().map(this::origin).collect(Collectors.joining(", "));
    }

    private String origin(Origin origin) {
        return switch (origin) {
            case Origin.OfCommunity(var community) -> community.label();
            case Origin.OfTopic(String topic) -> Html.text(PostCards.topicLabel(topic, texts));
            case Origin.Anywhere _ -> texts.get("command.follow.anywhere");
        };
    }

    private void quoted(StringJoiner line, String key, Collection<String> phrases) {
        if (!phrases.isEmpty()) {
            line.add(texts.get(key, phrases.stream().map(this::quote).collect(Collectors.joining(", "))));
        }
    }

    public String quote(String text) {
        return texts.get("command.follow.quote", Html.line(text, QUOTED));
    }

    private String kind(PostKind kind) {
        return texts.get("command.follow.kind." + kind.name().toLowerCase(Locale.ROOT));
    }

    /// What a draft changes for the chat; empty if nothing.
    public String settings(Draft draft) {
        List<String> parts = new ArrayList<>();
        draft.pace().ifPresent(pace -> parts.add(texts.get("command.follow.pace", pace)));
        draft.times().ifPresent(times -> parts.add(times(times)));
        draft.hours().ifPresent(hours -> parts.add(texts.get("command.follow.quiet", hours.from(), hours.until())));
        return parts.isEmpty() ? "" : texts.get("command.follow.settings", String.join(" · ", parts));
    }

    private String times(BriefTimes times) {
        return texts.get(
                "command.follow.brief",
                times.times().stream()
                        .map(time -> time.day()
                                        .map(day -> day.getDisplayName(TextStyle.SHORT, texts.locale()))
                                        .orElseGet(() -> texts.get("command.follow.daily"))
                                + " " + time.time())
                        .collect(Collectors.joining(", ")));
    }

    /// The rule that decided.
    public String reason(Decision decision) {
        return switch (decision) {
            case Wanted(String phrase) -> phrase.isEmpty() ? "" : texts.get("command.follow.rule.found", quote(phrase));
            case Unwanted(var rule, String what)
            when rule == Rule.INCLUDE && !what.isEmpty() -> texts.get("command.follow.rule.about");
            case Unwanted(var rule, String what) ->
                texts.get(
                        "command.follow.rule." + rule.name().toLowerCase(Locale.ROOT),
                        switch (rule) {
                            case EXCLUDE, FLAIR, DOMAIN -> quote(what);
                            case KIND -> texts.get("command.follow.kind." + what);
                            case ORIGIN, ADULT, SCORE, COMMENTS, INCLUDE -> what;
                        });
        };
    }
}
