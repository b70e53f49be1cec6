package tidings.bot;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.telegram.Texts;
import tidings.topics.Taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

/// Links by which others follow the same.
class ShareTest {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId BOB = new ChatId(8);
    private static final FollowQuery JAVA = FollowQuery.of(new Origin.OfCommunity(new Community("java")));
    private static final FollowQuery PICKY = new FollowQuery(
            List.of(new Origin.OfTopic("science"), new Origin.Anywhere()),
            List.of("<star>"),
            List.of("jobs"),
            Set.of(),
            Set.of(),
            java.util.OptionalInt.empty(),
            java.util.OptionalInt.empty(),
            Set.of(),
            false);

    private final TestBot bot = new TestBot();

    @ParameterizedTest
    @CsvSource({
        "t_science, topic:science",
        "t_relationships-family, topic:relationships-family",
        "r_java, java",
        "r_Java, java",
        "r_u_quiet-otter, u_quiet-otter"
    })
    void aLinkOffersWhatItNamesAndOneTapFollowsIt(String payload, String origin) {
        bot.says("/start " + payload);
        assertThat(queries(ADA)).isEmpty();
        bot.presses(Offers.TAKE.data(payload));
        bot.presses(Offers.TAKE.data(payload));

        assertThat(queries(ADA)).containsExactly(FollowQuery.of(Origin.of(origin)));
        assertThat(bot.lastCard().html()).startsWith("✅ You now follow:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"t_other", "t_nonsense", "r_!", "r_a", "x_java", "l_0123456789abcdef", "t_", "_", "t", "l_", "日本"
            })
    void aLinkThatNamesNothingIsAnsweredPolitelyAndLeadsOn(String payload) {
        bot.says("/start " + payload);
        assertThat(bot.lastCard().html()).isEqualTo("This link doesn’t work any more.");
        assertThat(bot.lastCard().buttons()).isNotEmpty();

        bot.presses(Offers.TAKE.data(payload));
        assertThat(bot.toasts().getLast()).isEqualTo("This link doesn’t work any more.");
        assertThat(queries(ADA)).isEmpty();
    }

    @Test
    void aChatSharesAllThatItFollowsAndCanWithdrawIt() {
        bot.chats.botIs("TidingsBot");
        bot.follows.add(Place.of(BOB), JAVA);
        bot.follows.add(Place.of(BOB), PICKY);
        String payload = bobShares();

        bot.says("/start " + payload);
        assertThat(bot.lastCard().html())
                .contains("these 2")
                .contains("• <b>r/java</b>")
                .contains("🔬 Science &amp; Space")
                .contains("“&lt;star&gt;”")
                .contains("without “jobs”");
        bot.presses(Offers.TAKE.data(payload));
        assertThat(queries(ADA)).containsExactly(JAVA, PICKY);

        bot.handle(TestBot.press(900, BOB.value(), "private", Share.WITHDRAW.data("")));
        bot.says("/start " + payload);
        assertThat(bot.lastCard().html()).isEqualTo("This link doesn’t work any more.");
        assertThat(queries(ADA)).as("what was taken stays").hasSize(2);
    }

    private String bobShares() {
        bot.handle(TestBot.text(800, BOB.value(), "private", "en", "/share"));
        Matcher link = Pattern.compile("https://t\\.me/tidingsbot\\?start=([A-Za-z0-9_-]{1,64})")
                .matcher(bot.lastCard().html());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    @ParameterizedTest
    @CsvSource({
        "r/java, r_java",
        "java, r_java",
        "science, t_science",
        "u/quiet-otter, r_u_quiet-otter",
        "https://www.reddit.com/r/Java/, r_java"
    })
    void oneThingIsSharedByItsName(String typed, String payload) {
        bot.says("/share " + typed);

        assertThat(bot.lastCard().html()).endsWith("/start " + payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "java+kotlin", "<b>"})
    void whatNoLinkCanNameIsToldSo(String typed) {
        bot.says("/share " + typed);

        assertThat(bot.lastCard().html())
                .contains("is neither a topic nor a subreddit")
                .doesNotContain("<b>");
    }

    @Test
    void whoeverFollowsNothingIsToldHowToBegin() {
        bot.says("/share");

        assertThat(bot.lastCard().html())
                .contains("You don’t follow anything yet")
                .contains("/start");
    }

    @Test
    void inAGroupOnlyAdministratorsShareWhatItFollows() {
        bot.follows.add(Place.of(new ChatId(-7)), JAVA);
        bot.saysInAGroup("/share");
        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);

        bot.pressesInAGroup(-7, Offers.TAKE.data("r_java"));
        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
    }

    @Test
    void everyTopicHasALink() {
        FollowLinks links = new FollowLinks(Taxonomy.load(), bot.lists);
        for (tidings.topics.Topic topic : Taxonomy.load().all()) {
            Origin origin = new Origin.OfTopic(topic.id());
            String payload = FollowLinks.payload(origin).orElseThrow();
            assertThat(payload).matches("[A-Za-z0-9_-]{1,64}");
            assertThat(links.read(payload).isPresent()).isEqualTo(!topic.id().equals(Taxonomy.OTHER));
        }
    }

    @Test
    void aLongListIsCutWhereItIsShown() {
        List<FollowQuery> many = java.util.stream.IntStream.range(0, 200)
                .mapToObj(i -> FollowQuery.of(new Origin.OfCommunity(new Community("a_long_name_" + i))))
                .toList();

        String list = Offers.list(many, Texts.of("en"));
        int shown = list.split("•").length - 1;
        assertThat(shown).isBetween(50, 199);
        assertThat(list).hasSizeLessThan(3_600).endsWith("… and " + (200 - shown) + " more");

        FollowQuery endless = new FollowQuery(
                List.of(new Origin.Anywhere()),
                java.util.stream.IntStream.range(0, 20)
                        .mapToObj(i -> i + "x".repeat(98))
                        .toList(),
                java.util.stream.IntStream.range(0, 20)
                        .mapToObj(i -> i + "y".repeat(98))
                        .toList(),
                Set.of(),
                Set.of(),
                java.util.OptionalInt.empty(),
                java.util.OptionalInt.empty(),
                Set.of(),
                false);
        assertThat(Offers.list(List.of(endless, endless, endless), Texts.of("en")))
                .hasSizeLessThan(3_600);
    }

    private List<FollowQuery> queries(ChatId chat) {
        return bot.follows.of(chat).stream().map(Follow::query).toList();
    }
}
