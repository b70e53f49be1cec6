package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.cards.BriefCards;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryPolicy;
import tidings.store.BriefStore;
import tidings.store.DeliveryStore.Decided;
import tidings.telegram.Button;

import static org.assertj.core.api.Assertions.assertThat;

class BriefTest {
    private static final ChatId ADA = new ChatId(7);

    private final TestBot bot = new TestBot();

    private ChatSettings chosen() {
        return bot.chats.settings(ADA).get().orElse(ChatSettings.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | /brief 8:00        | 08:00
            en | /brief mon 18:30   | mon 18:30
            en | /brief 8 and 18:30 | 08:00,18:30
            en | brief 8am          | 08:00
            de | /brief 8 Uhr       | 08:00
            de | /brief montags um 18:30 | mon 18:30
            """)
    void briefTimesAreChosenInOneLine(String language, String text, String times) {
        bot.says(language, text);

        assertThat(chosen().get(ChatSettings.BRIEF).map(Object::toString)).contains(times);
        assertThat(bot.toldToDeliver(ADA)).isEqualTo(chosen());
        assertThat(bot.registry.find(ADA).orElseThrow().settings().get(ChatSettings.LANGUAGE))
                .as("the language that automatic means")
                .contains(language);
    }

    @Test
    void offEndsTheBriefs() {
        bot.says("/brief 8:00");
        bot.says("/brief off");

        assertThat(chosen()).isEqualTo(ChatSettings.NONE);
    }

    @ParameterizedTest
    @CsvSource({"/pace 12, 12", "/pace 500, 500", "/pace all,", "/pace 0,", "/pace much,"})
    void aPaceIsANumberOfPostsADay(String text, Integer pace) {
        bot.says(text);

        assertThat(chosen().get(ChatSettings.PACE)).isEqualTo(Optional.ofNullable(pace));
    }

    @Test
    void itSaysWhenTheNextBriefComesAtTheClockOfTheChat() {
        bot.says("/settings zone Europe/Berlin");
        bot.says("/brief 14:30");
        bot.says("/brief");
        assertThat(bot.lastCard().html()).startsWith("Your next brief comes today at 14:30 (Berlin time).");
        assertThat(bot.lastCard().buttons()).hasSizeGreaterThan(3);

        bot.says("/settings language de");
        bot.says("/brief");
        assertThat(bot.lastCard().html()).startsWith("Dein nächster Überblick kommt heute um 14:30 (Zeitzone Berlin).");
    }

    /// It is noon in London, on Friday, 20 November.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | 12:30       |      | today at 12:30
            en | 12:00       |      | tomorrow at 12:00
            en | 8:00        |      | tomorrow at 08:00
            en | 8:00, 13:00 |      | today at 13:00
            en | sun 10:00   |      | on Sunday, November 22 at 10:00
            en | fri 12:00   |      | on Friday, November 27 at 12:00
            en | 23:00       | 22-7 | tomorrow at 07:00
            en | off         | 22-7 | tomorrow at 07:00
            de | 12:30       |      | heute um 12:30
            de | so 10:00    |      | am Sonntag, 22. November um 10:00
            """)
    void theNextBriefIsNamedExactly(String language, String times, String quiet, String expected) {
        bot.says("/settings zone Europe/London");
        if (quiet != null) {
            bot.says("/settings quiet " + quiet);
        }
        bot.says(language, "/brief " + times);
        bot.says(language, "/brief");

        assertThat(bot.lastCard().html()).contains(" " + expected + " (").contains("London");
    }

    @ParameterizedTest
    @CsvSource({"/brief 8:00", "/pace 12"})
    void inAGroupTelegramIsAskedWhetherWhoeverChoosesIsAnAdministrator(String text) {
        bot.saysInAGroup(text);

        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
        assertThat(bot.chats.settings(new ChatId(-7)).get()).isEmpty();
    }

    @Test
    void whatABriefLeftOutIsShownInItsPlaceAndTurnedPageByPage() {
        leftOut(15);

        bot.presses(BriefCards.SHOW.data(new BriefCards.Position(TestBot.NOON, true, 0)));
        assertThat(bot.lastCard().html()).contains("What I skipped").contains("Friday, 12:00");
        assertThat(posts()).isEqualTo(10);

        List<Button> turn = bot.lastCard().buttons().getFirst();
        assertThat(turn).extracting(Button::label).containsExactly("Next ▶");
        bot.presses(turn.getFirst().press());
        assertThat(posts()).isEqualTo(5);
        assertThat(bot.lastCard().buttons().getFirst())
                .extracting(Button::label)
                .containsExactly("◀ Previous");
    }

    @Test
    void whatABriefBroughtIsWhatNumbersMeanUntilAnotherListIsShown() {
        leftOut(5);
        List<PostId> came = came(0);

        bot.says("save the second");
        assertThat(bot.services.stores().saved().find(ADA, came.get(1))).isPresent();
        assertThat(bot.services.stores().saved().find(ADA, came.get(0))).isEmpty();
        bot.says("more");
        assertThat(posts()).isEqualTo(10);
        bot.says("save the third");
        assertThat(bot.services.stores().saved().find(ADA, came(BriefCards.PAGE).get(2)))
                .isPresent();
        bot.says("more");
        assertThat(bot.lastCard().html()).isEqualTo("That was all of it.");

        bot.says("/top java");
        bot.says("more");
        assertThat(bot.lastCard().html()).contains("r/java").doesNotContain("brief");
    }

    @Test
    void againIsTheLastCommandAlsoAfterABrief() {
        ReferencesTest.posted(bot);
        bot.says("/top java");
        bot.clock.advance(Duration.ofMinutes(1));
        leftOut(5);
        bot.says("save the second");
        assertThat(bot.services.stores().saved().find(ADA, new PostId("a2"))).isEmpty();

        bot.says("again");

        assertThat(bot.lastCard().html()).contains("r/java</b> · top of the day");
    }

    private List<PostId> came(int first) {
        return bot.stores.briefs().page(Place.of(ADA), TestBot.NOON, false, first, BriefCards.PAGE).items().stream()
                .map(item -> item.post().post().id())
                .toList();
    }

    @Test
    void ofABriefThatIsNoLongerKeptItSaysSo() {
        bot.presses(BriefCards.SHOW.data(new BriefCards.Position(Instant.EPOCH, true, 0)));

        assertThat(bot.lastCard().html()).contains("no longer stored");
    }

    private long posts() {
        return bot.lastCard()
                .html()
                .lines()
                .filter(line -> line.contains("A title"))
                .count();
    }

    /// A brief is made at once for a chat that wants none any more.
    private void leftOut(int count) {
        Place place = Place.of(ADA);
        List<ClassifiedPost> posts = IntStream.range(0, BriefStore.MAX_SENT + count)
                .mapToObj(i -> TestBot.classified(TestBot.post("p" + i, "A title")))
                .toList();
        bot.follows.add(place, FollowQuery.of(Origin.of("java")));
        bot.says("/brief 8:00");
        bot.store.record(
                new PostsFoundV1(
                        TestBot.JAVA,
                        "r",
                        0,
                        OptionalInt.of(posts.size()),
                        posts.stream().map(ClassifiedPost::post).toList(),
                        List.of(),
                        SourceApi.OAUTH,
                        TestBot.NOON),
                posts);
        while (bot.stores
                .deliveries()
                .expand(
                        100,
                        (_, _, rank, followers) -> followers.stream()
                                .map(one -> new Decided(
                                        one.follow(), DeliveryPolicy.plan(one.settings(), 0, rank, TestBot.NOON), rank))
                                .toList())) {}
        bot.says("/brief off");
        assertThat(bot.stores.briefs().make()).isTrue();
    }
}
