package tidings.cards;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// A post as lines of a card: its title as a link, then score, comments, age and topic; and how long ago something was.
///
/// @param now ages count back from it
record PostLines(Texts texts, Instant now) {
    private static final int TITLE = 180;
    private static final String OTHER = "other";

    /// Copied for each use: making one reads all patterns of a language, and none is thread-safe.
    private static final Map<Locale, NumberFormat> COMPACT = new ConcurrentHashMap<>();

    String of(int number, ClassifiedPost classified, boolean withCommunity) {
        return Html.bold(number + ".") + " " + of(classified, withCommunity);
    }

    String of(ClassifiedPost classified, boolean withCommunity) {
        Post post = classified.post();
        StringJoiner facts = new StringJoiner(" · ");
        if (withCommunity) {
            facts.add(post.community().label());
        }
        post.score().ifPresent(score -> facts.add("▲ " + count(score)));
        post.comments().ifPresent(comments -> facts.add(Html.link(post.permalink(), "💬 " + count(comments))));
        facts.add(age(post.created()));
        facts.add(Html.text(PostCards.topicLabel(classified.topic(), texts)) + confidence(classified));
        if (post.adult()) {
            facts.add("🔞");
        }
        return Html.link(post.url(), Html.line(post.title(), TITLE)) + "\n" + facts;
    }

    /// Community, score and topic as plain text.
    String summary(ClassifiedPost classified) {
        Post post = classified.post();
        StringJoiner facts = new StringJoiner(" · ").add(post.community().label());
        post.score().ifPresent(score -> facts.add("▲ " + count(score)));
        return facts.add(PostCards.topicLabel(classified.topic(), texts)).toString();
    }

    /// Such as `2 h`.
    String age(Instant from) {
        Duration age = Duration.between(from, now);
        long days = age.toDays();
        if (days >= 730) {
            return texts.get("age.years", days / 365);
        } else if (days > 0) {
            return texts.get("age.days", days);
        }
        return age.toHours() > 0
                ? texts.get("age.hours", age.toHours())
                : texts.get("age.minutes", Math.max(0, age.toMinutes()));
    }

    /// Such as `2 h ago`, or `just now`.
    String ago(Instant from) {
        return Duration.between(from, now).toMinutes() < 1 ? texts.get("age.now") : texts.get("age.ago", age(from));
    }

    private static String confidence(ClassifiedPost post) {
        return OTHER.equals(post.topic()) ? "" : " " + Math.round(post.confidence() * 100) + "%";
    }

    /// 999, 1.2K, 34K, 1.2M, in the language's own way.
    private String count(int number) {
        return count(number, texts.locale());
    }

    static String count(int number, Locale locale) {
        NumberFormat format = (NumberFormat) COMPACT.computeIfAbsent(
                        locale, of -> NumberFormat.getCompactNumberInstance(of, NumberFormat.Style.SHORT))
                .clone();
        format.setMaximumFractionDigits(Math.abs(number) >= 1_000 && scaledDown(number) < 10 ? 1 : 0);
        return format.format(number);
    }

    private static double scaledDown(int number) {
        double size = Math.abs((double) number);
        return size < 1_000_000 ? size / 1e3 : size / 1e6;
    }
}
