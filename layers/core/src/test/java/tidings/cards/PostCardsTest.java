package tidings.cards;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.contracts.ShowCardV1.Button;
import tidings.domain.Listing;
import tidings.domain.ListingPage;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.Refusal;
import tidings.domain.SortedPost;
import tidings.domain.SourceKind;
import tidings.domain.SubredditName;

import static org.assertj.core.api.Assertions.assertThat;

class PostCardsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Listing JAVA = new Listing(new SubredditName("java"), Period.WEEK);

    private final PostCards cards = new PostCards(topic -> "💻 " + topic);

    @Test
    void showsTitleScoreCommentsAgeAndTopic() {
        Card card = cards.page(JAVA, page(0, post("Records", 1_234, 87)), NOW);

        assertThat(card.html())
                .contains("<b>r/java</b> · top of the week")
                .contains("<b>1.</b> <a href=\"https://example.org/x?a=1&amp;b=2\">Records</a>")
                .contains(
                        "▲ 1.2k · <a href=\"https://www.reddit.com/r/java/comments/p1/\">💬 87</a> · 3 h · 💻 programming 91%");
    }

    @Test
    void saysWhenTheSourceWasRead() {
        ListingPage page = page(0, post("a", 1, 1));

        assertThat(cards.page(JAVA, page, NOW).html()).contains("read 1 min ago");
        assertThat(cards.page(JAVA, page, page.fetchedAt()).html()).contains("read just now");
    }

    @Test
    void showsHtmlInTitlesAsItWasWritten() {
        Card card = cards.page(JAVA, page(0, post("<b>x</b> & <script>", 1, 1)), NOW);

        assertThat(card.html()).contains("&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;");
    }

    @Test
    void staysWithinTelegramsLimitHoweverLongTheTitles() {
        SortedPost[] posts = IntStream.range(0, 5)
                .mapToObj(_ -> post("🙂".repeat(150), 1, 1))
                .toArray(SortedPost[]::new);

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
    void saysThatAFeedKnowsNoScores() {
        ListingPage page = new ListingPage(0, 1, SourceKind.RSS, NOW, List.of(post("a", null, null)));

        assertThat(cards.page(JAVA, page, NOW).html())
                .contains("knows no scores")
                .doesNotContain("▲");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void hasASentenceForEveryRefusalAndAButtonWhereItMayPass(Refusal refusal) {
        Card card = cards.refused(JAVA, refusal);

        assertThat(card.html()).endsWith(card.html().contains("spelling") ? "?" : ".");
        assertThat(card.buttons().isEmpty()).isNotEqualTo(refusal.passing());
    }

    @Test
    void readsItsOwnButtonsBackAndNoOthers() {
        for (Press press : List.of(
                new Press.TurnTo(JAVA, 995), new Press.Refresh(JAVA), new Press.TurnTopicTo("society-identity", 5))) {
            assertThat(press.data().length()).isLessThanOrEqualTo(64);
            assertThat(Press.parse(press.data())).contains(press);
        }
        assertThat(Press.parse("top:../etc:week:0")).isEmpty();
        assertThat(Press.parse("top:java:week:-1")).isEmpty();
        assertThat(Press.parse("top:java:week:99999999999")).isEmpty();
        assertThat(Press.parse("")).isEmpty();
    }

    @Test
    void writesNumbersAndAgesShort() {
        assertThat(IntStream.of(0, 999, 1_000, 9_949, 34_567, 1_250_000, -1_500).mapToObj(PostLines::count))
                .containsExactly("0", "999", "1.0k", "9.9k", "35k", "1.3m", "-1.5k");
        assertThat(List.of(
                        PostLines.age(Duration.ofSeconds(-5)),
                        PostLines.age(Duration.ofMinutes(59)),
                        PostLines.age(Duration.ofHours(30)),
                        PostLines.age(Duration.ofDays(4_000))))
                .containsExactly("0 min", "59 min", "1 d", "10 y");
    }

    private static List<String> labels(Card card) {
        return card.buttons().stream().flatMap(List::stream).map(Button::label).toList();
    }

    private static ListingPage page(int first, SortedPost... posts) {
        return new ListingPage(first, 100, SourceKind.OAUTH, NOW.minusSeconds(61), List.of(posts));
    }

    private static SortedPost post(String title, Integer score, Integer comments) {
        Post post = new Post(
                new PostId("p1"),
                JAVA.subreddit(),
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
        return new SortedPost(post, "programming", 0.91f, "m1");
    }
}
