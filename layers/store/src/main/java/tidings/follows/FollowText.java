package tidings.follows;

import java.util.Locale;
import java.util.StringJoiner;

/// A query as the text that [FollowParser] reads back, in any language: `r/java "graal native" -"hiring"
/// score>=50`.
public final class FollowText {
    private FollowText() {}

    public static String of(FollowQuery query) {
        StringJoiner text = new StringJoiner(" ");
        query.origins().forEach(origin -> text.add(of(origin)));
        query.about().ifPresent(about -> text.add("about " + quoted(about.phrase())));
        query.words().forEach(phrase -> text.add(quoted(phrase)));
        query.exclude().forEach(phrase -> text.add("-" + quoted(phrase)));
        query.flairs().stream().sorted().forEach(flair -> text.add("flair:" + quoted(flair)));
        query.domains().stream().sorted().forEach(domain -> text.add("site:" + domain));
        query.kinds().stream()
                .sorted()
                .forEach(kind -> text.add("kind:" + kind.name().toLowerCase(Locale.ROOT)));
        query.minScore().ifPresent(score -> text.add("score>=" + score));
        query.minComments().ifPresent(comments -> text.add("comments>=" + comments));
        query.about()
                .filter(about -> about.likeness() != About.USUAL)
                .ifPresent(about -> text.add("likeness>=" + about.likeness()));
        return (query.adult() ? text.add("nsfw") : text).toString();
    }

    /// Such as `r/java`, `u/some-name`, `topic:science` or `*`.
    public static String of(Origin origin) {
        return origin instanceof Origin.OfCommunity(var community) ? community.label() : origin.text();
    }

    private static String quoted(String phrase) {
        return '"' + phrase.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
