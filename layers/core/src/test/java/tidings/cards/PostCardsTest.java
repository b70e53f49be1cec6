package tidings.cards;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;
import tidings.domain.TopicPage;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

class PostCardsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Feed JAVA = new Feed(new Community("java"), Period.WEEK);

    private final PostCards cards = new PostCards(Texts.of("en"));

    @Test
    void showsTitleScoreCommentsAgeAndTopic() {
        Card card = cards.page(JAVA, page(0, post("Records", 1_234, 87)), NOW);

        assertThat(card.html())
                .contains("<b>r/java</b> · top of the week")
                .contains("<b>1.</b> <a href=\"https://example.org/x?a=1&amp;b=2\">Records</a>")
                .contains("▲ 1.2K · <a href=\"https://www.reddit.com/r/java/comments/p1/\">💬 87</a> · 3 h · 💻"
                        + " Programming");
    }

    @ParameterizedTest
    @CsvSource({
        "programming, 1, '', 💻 Programming &amp; Software Development (sure)",
        "programming, 0.8, '', probably 💻 Programming &amp; Software Development",
        "other, 0.6, animals-pets food-drink, probably 🐾 Animals &amp; Pets",
        "other, 0.41, animals-pets food-drink, not sure: 🐾 Animals &amp; Pets or 🍳 Food &amp; Drink",
        "other, 0.41, '', 🗂️ Other"
    })
    void howSureATopicIsIsSaidInWords(String topic, float confidence, String likely, String words) {
        ClassifiedPost post = sorted(topic, confidence, likely);

        assertThat(cards.page(JAVA, page(0, post), NOW).html()).contains(" · 3 h · " + words + "\n");
    }

    @Test
    void whatAllPostsOfAPageHaveInCommonIsSaidOnceAtItsHead() {
        ClassifiedPost sure = sorted("programming", 1, "");
        String same = cards.page(JAVA, page(0, sure, sure, sure), NOW).html();
        assertThat(same).contains("All of these: 💻 Programming &amp; Software Development (sure)");
        assertThat(same.split("Programming", -1)).hasSize(2);

        String different = cards.page(JAVA, page(0, sure, sorted("programming", 0.8f, "")), NOW)
                .html();
        assertThat(different).doesNotContain("All of these").contains("(sure)", "probably");
        assertThat(cards.topic("programming", new TopicPage(0, List.of(sure, sure), false), NOW)
                        .html()
                        .split("Programming", -1))
                .as("the heading names it")
                .hasSize(2);
    }

    private static ClassifiedPost sorted(String topic, float confidence, String likely) {
        Post post = post("Records", 12, 3).post();
        List<String> topics = likely.isEmpty() ? List.of() : List.of(likely.split(" "));
        return new ClassifiedPost(post, topic, confidence, "m1", topics);
    }

    @Test
    void saysWhenTheSourceWasFetched() {
        FeedPage page = page(0, post("a", 1, 1));

        assertThat(cards.page(JAVA, page, NOW).html()).contains("updated 1 min ago");
        assertThat(cards.page(JAVA, page, page.fetchedAt()).html()).contains("updated just now");
    }

    @Test
    void showsHtmlInTitlesAsItWasWritten() {
        Card card = cards.page(JAVA, page(0, post("<b>x</b> & <script>", 1, 1)), NOW);

        assertThat(card.html()).contains("&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;");
    }

    @Test
    void aDeliveredPollHasItsOptionsAndACrosspostSaysWhereItIsFrom() {
        ClassifiedPost plain = post("Where to", 12, 3);
        PostDetails details = new PostDetails(
                Optional.empty(),
                false,
                Optional.of(new PostId("p0")),
                Optional.of(new Community("u_some-name")),
                List.of(),
                List.of("The <lake>", "The hills"));

        String html = delivered(plain, details).html();

        assertThat(html).contains("\n🔁 Crossposted from u/some-name\n○ The &lt;lake&gt;\n○ The hills\n<i>Because");
        assertThat(delivered(plain, PostDetails.NONE).html()).doesNotContain("○", "🔁");
    }

    private Card delivered(ClassifiedPost plain, PostDetails details) {
        Post post = plain.post();
        Post detailed = new Post(
                post.id(),
                post.community(),
                post.title(),
                post.body(),
                post.url(),
                post.domain(),
                post.permalink(),
                PostKind.POLL,
                post.score(),
                post.comments(),
                false,
                post.created(),
                details);
        return cards.delivered(
                new ClassifiedPost(detailed, plain.topic(), 0.9f, "m1"),
                Set.of(),
                "r/java",
                new Button("Mute", "x"),
                NOW);
    }

    @Test
    void staysWithinTelegramsLimitHoweverLongTheTitles() {
        ClassifiedPost[] posts = IntStream.range(0, 5)
                .mapToObj(_ -> post("🙂".repeat(150), 1, 1))
                .toArray(ClassifiedPost[]::new);

        String shown = cards.page(JAVA, page(0, posts), NOW).html().replaceAll("<[^>]*>", "");

        assertThat(shown.length()).isLessThan(4_096);
        assertThat(shown).doesNotContain("\uD83D…");
    }

    @Test
    void offersPagesOnlyWhereThereAreAny() {
        assertThat(labels(cards.page(JAVA, page(0, post("a", 1, 1)), NOW))).containsExactly("Next ▶", "🔄 Refresh");
        assertThat(labels(cards.page(JAVA, page(5, post("a", 1, 1)), NOW)))
                .containsExactly("◀ Previous", "Next ▶", "🔄 Refresh");
        assertThat(labels(cards.page(JAVA, page(95, post("a", 1, 1)), NOW)))
                .containsExactly("◀ Previous", "🔄 Refresh");
    }

    @Test
    void offersPagesOfATopicOnlyWhereThereAreAny() {
        ClassifiedPost post = post("a", 7, 1);

        assertThat(labels(cards.topic("music", new TopicPage(0, List.of(post), false), NOW)))
                .isEmpty();
        assertThat(labels(cards.topic("music", new TopicPage(0, List.of(post), true), NOW)))
                .containsExactly("Next ▶");
        assertThat(cards.topic("music", new TopicPage(5, List.of(post), true), NOW)
                        .buttons()
                        .getFirst())
                .containsExactly(
                        new Button("◀ Previous", "topic|1|music|up|7|p1|5"),
                        new Button("Next ▶", "topic|1|music|down|7|p1|6"));
    }

    @Test
    void leadsBackToTheTopWhereAPageHasNothingLeft() {
        assertThat(cards.topic("music", new TopicPage(5, List.of(), false), NOW).buttons())
                .containsExactly(List.of(new Button("◀ Previous", "topic|1|music")));
    }

    @Test
    void saysThatRssHasNoScores() {
        FeedPage page = new FeedPage(0, 1, 0, SourceApi.RSS, NOW, List.of(post("a", null, null)));

        assertThat(cards.page(JAVA, page, NOW).html()).contains("no scores").doesNotContain("▲");
    }

    @Test
    void saysHowManyPostsWereLeftOut() {
        List<ClassifiedPost> posts = List.of(post("a", 1, 1));

        assertThat(cards.page(JAVA, new FeedPage(0, 1, 0, SourceApi.OAUTH, NOW, posts), NOW)
                        .html())
                .doesNotContain("be read");
        assertThat(cards.page(JAVA, new FeedPage(0, 1, 1, SourceApi.OAUTH, NOW, posts), NOW)
                        .html())
                .contains("One post couldn’t be read");
        assertThat(cards.page(JAVA, new FeedPage(0, 0, 99, SourceApi.OAUTH, NOW, List.of()), NOW)
                        .html())
                .contains("99 posts couldn’t be read");
    }

    @ParameterizedTest
    @CsvSource({"-9, a minute", "0, a minute", "60, a minute", "61, 2 minutes", "600, 10 minutes"})
    void saysInHowManyMinutesADelayedFeedComes(int seconds, String time) {
        assertThat(cards.delayed(JAVA, Optional.empty(), NOW.plusSeconds(seconds), NOW)
                        .html())
                .isEqualTo("⏳ r/java comes in about " + time + ".");
        assertThat(cards.delayed(JAVA, Optional.of(SourceProblem.UNAVAILABLE), NOW.plusSeconds(seconds), NOW)
                        .html())
                .contains("isn’t responding properly", "r/java")
                .endsWith("in about " + time + ".");
    }

    /// Only a limit is a matter of how much is read.
    @ParameterizedTest
    @EnumSource(SourceProblem.class)
    void saysWhyAFeedIsDelayed(SourceProblem reason) {
        String text = cards.delayed(JAVA, Optional.of(reason), NOW.plusSeconds(90), NOW)
                .html();

        assertThat(text).startsWith("⏳ ").contains("r/java").endsWith("in about 2 minutes.");
        assertThat(text.contains("a little at a time")).isEqualTo(reason == SourceProblem.THROTTLED);
    }

    @ParameterizedTest
    @EnumSource(SourceProblem.class)
    void hasASentenceForEveryProblemAndARetryButtonWhereItIsTransient(SourceProblem refusal) {
        Card card = cards.refused(JAVA, refusal);

        assertThat(card.html()).endsWith(card.html().contains("spelling") ? "?" : ".");
        assertThat(card.buttons().isEmpty()).isNotEqualTo(refusal.isTransient());
    }

    @Test
    void writesNumbersAndAgesShort() {
        assertThat(IntStream.of(0, 999, 1_000, 9_949, 34_567, 1_250_000, -1_500)
                        .mapToObj(number -> PostLines.count(number, Locale.ENGLISH)))
                .containsExactly("0", "999", "1K", "9.9K", "35K", "1.2M", "-1.5K");
        PostLines lines = new PostLines(Texts.of("en"), NOW);
        assertThat(Stream.of(
                                Duration.ofSeconds(-5),
                                Duration.ofMinutes(59),
                                Duration.ofHours(30),
                                Duration.ofDays(4_000))
                        .map(age -> lines.age(NOW.minus(age))))
                .containsExactly("0 min", "59 min", "1 d", "10 y");
    }

    @Test
    void speaksGerman() {
        PostCards german = new PostCards(Texts.of("de-AT"));

        assertThat(german.page(JAVA, page(0, post("a", 1, 1)), NOW).html())
                .contains("Top der Woche")
                .contains("Stand: vor 1 Min.")
                .contains("Programmieren");
    }

    private static List<String> labels(Card card) {
        return card.buttons().stream().flatMap(List::stream).map(Button::label).toList();
    }

    private static FeedPage page(int first, ClassifiedPost... posts) {
        return new FeedPage(first, 100, 0, SourceApi.OAUTH, NOW.minusSeconds(61), List.of(posts));
    }

    private static ClassifiedPost post(String title, Integer score, Integer comments) {
        Post post = new Post(
                new PostId("p1"),
                JAVA.community(),
                title,
                "",
                "https://example.org/x?a=1&b=2",
                "example.org",
                "https://www.reddit.com/r/java/comments/p1/",
                PostKind.LINK,
                score == null ? OptionalInt.empty() : OptionalInt.of(score),
                comments == null ? OptionalInt.empty() : OptionalInt.of(comments),
                false,
                NOW.minus(Duration.ofHours(3)));
        return new ClassifiedPost(post, "programming", 0.91f, "m1");
    }
}
