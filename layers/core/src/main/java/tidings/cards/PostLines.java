package tidings.cards;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import tidings.domain.Post;
import tidings.domain.SortedPost;

/// A post as lines of a card: its title as a link, then score, comments, age and topic.
final class PostLines {
    private static final int TITLE = 180;

    private final UnaryOperator<String> topicLabel;
    private final Instant now;

    /// @param topicLabel how a topic is shown, by its id
    PostLines(UnaryOperator<String> topicLabel, Instant now) {
        this.topicLabel = topicLabel;
        this.now = now;
    }

    String of(int number, SortedPost sorted, boolean withSubreddit) {
        Post post = sorted.post();
        StringJoiner facts = new StringJoiner(" · ");
        if (withSubreddit) {
            facts.add("r/" + post.subreddit());
        }
        post.score().ifPresent(score -> facts.add("▲ " + count(score)));
        post.comments().ifPresent(comments -> facts.add(Html.link(post.permalink(), "💬 " + count(comments))));
        facts.add(age(Duration.between(post.created(), now)));
        facts.add(Html.text(topicLabel.apply(sorted.topic())) + confidence(sorted));
        if (post.adult()) {
            facts.add("🔞");
        }
        return Html.bold(number + ".") + " " + Html.link(post.url(), Html.line(post.title(), TITLE)) + "\n" + facts;
    }

    private static String confidence(SortedPost sorted) {
        return "other".equals(sorted.topic()) ? "" : " " + Math.round(sorted.confidence() * 100) + "%";
    }

    /// 999, 1.2k, 34k, 1.2m.
    static String count(int number) {
        int size = Math.abs(number);
        if (size < 1_000) {
            return Integer.toString(number);
        }
        double scaled = size < 1_000_000 ? number / 1e3 : number / 1e6;
        String pattern = Math.abs(scaled) < 10 ? "%.1f" : "%.0f";
        return String.format(Locale.ROOT, pattern, scaled) + (size < 1_000_000 ? "k" : "m");
    }

    static String age(Duration age) {
        OptionalInt days = age.toDays() > 0 ? OptionalInt.of((int) age.toDays()) : OptionalInt.empty();
        if (days.isPresent()) {
            return days.getAsInt() < 730 ? days.getAsInt() + " d" : days.getAsInt() / 365 + " y";
        }
        return age.toHours() > 0 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
    }
}
