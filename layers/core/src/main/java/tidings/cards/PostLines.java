package tidings.cards;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import tidings.domain.Certainty;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// A post as lines of a card: its title as a link, then score, comments, age and topic; and how long ago something was.
///
/// @param now ages count back from it
/// @param said what the card says of the topic already, so that the lines do not; empty for nothing
record PostLines(Texts texts, Instant now, String said) {
    private static final int TITLE = 180;
    private static final String OTHER = "other";

    /// Copied for each use: making one reads all patterns of a language, and none is thread-safe.
    private static final Map<Locale, NumberFormat> COMPACT = new ConcurrentHashMap<>();

    PostLines(Texts texts, Instant now) {
        this(texts, now, "");
    }

    /// For posts that may all have the same topic, which is then said once for all.
    PostLines together(List<ClassifiedPost> posts) {
        List<String> topics =
                posts.stream().map(this::topic).distinct().limit(2).toList();
        return new PostLines(texts, now, posts.size() > 1 && topics.size() == 1 ? topics.getFirst() : "");
    }

    /// For posts under a heading that names the topic.
    PostLines under(String topic) {
        return new PostLines(texts, now, sure(topic));
    }

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
        String topic = topic(classified);
        if (!topic.equals(said)) {
            facts.add(Html.text(topic));
        }
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
        return facts.add(topic(classified)).toString();
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

    /// The topic and how sure it is, such as `probably 🎵 Music`.
    private String topic(ClassifiedPost post) {
        if (post.likely().isEmpty() && post.topic().equals(OTHER)) {
            return PostCards.topicLabel(OTHER, texts);
        }
        List<String> likely = post.likely().isEmpty() ? List.of(post.topic()) : post.likely();
        return switch (Certainty.of(post.confidence())) {
            case SURE -> sure(likely.getFirst());
            case PROBABLY -> texts.get("topic.probably", PostCards.topicLabel(likely.getFirst(), texts));
            case UNSURE ->
                texts.get(
                        "topic.unsure",
                        PostCards.topicLabel(likely.getFirst(), texts),
                        PostCards.topicLabel(likely.getLast(), texts));
        };
    }

    private String sure(String topic) {
        return texts.get("topic.sure", PostCards.topicLabel(topic, texts));
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
