package tidings.bot;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.FeedPosition;
import tidings.domain.ChatId;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.SourceProblem;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.PendingCard;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.messages.Wait;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.bot.TestBot.JAVA;
import static tidings.bot.TestBot.NOON;
import static tidings.bot.TestBot.TTL;

class TopTest {
    private static final String SECOND_PAGE = PostButtons.PAGE.data(new FeedPosition(JAVA, 5));
    private static final String REFRESH = PostButtons.REFRESH.data(JAVA);

    private final TestBot bot = new TestBot();

    @Test
    void aFreshFeedIsShownAtOnce() {
        bot.fetched(TTL.minusMinutes(1));

        bot.says("/top java");

        assertThat(bot.scrapes).isEmpty();
        assertThat(bot.lastCard().html()).contains("r/java").contains("A title").contains("Programming");
        assertThat(bot.lastCard().card()).isEqualTo(CardId.ofUpdate("42"));
    }

    @Test
    void anInterimCardIsShownBeforeAFetchIsRequested() {
        bot.says("/top java");

        assertThat(bot.lastCard().html()).contains("Fetching r/java");
        assertThat(bot.scrapes)
                .containsExactly(new ScrapeRequestedV1(
                        JAVA,
                        "42",
                        List.of(new PendingCard(Place.of(new ChatId(7)), CardId.ofUpdate("42"), "42", "en"))));
    }

    @Test
    void aStaleFeedIsFetchedAgain() {
        bot.fetched(TTL.plusMinutes(1));

        bot.says("/top java");

        assertThat(bot.scrapes).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/top java", "  /TOP@tidings_bot   r/Java  ", "/top https://www.reddit.com/r/java/ day"})
    void itIsUnderstoodHoweverPeopleWriteIt(String text) {
        bot.says(text);

        assertThat(bot.scrapes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ScrapeRequestedV1.class,
                        request -> assertThat(request.feed()).isEqualTo(JAVA));
    }

    @Test
    void thePeriodMayBeNamed() {
        bot.says("/top java WEEK");

        assertThat(bot.scrapes)
                .singleElement()
                .isInstanceOfSatisfying(
                        ScrapeRequestedV1.class,
                        request -> assertThat(request.feed()).isEqualTo(new Feed(JAVA.community(), Period.WEEK)));
    }

    @Test
    void stalePostsShowTheirAgeDuringADatabaseOutage() {
        bot.fetched(Duration.ofHours(1));
        bot.feeds.beginsWithACacheOf(NOON.minus(Duration.ofMinutes(10)));

        bot.says("/top java");
        assertThat(bot.lastCard().html()).contains("A title").contains("These posts are 10 min old");
        bot.presses(SECOND_PAGE);
        assertThat(bot.lastCard().html()).contains("These posts are 10 min old");
        bot.says("/topic programming");
        assertThat(bot.lastCard().html()).contains("These posts are 10 min old");
        assertThat(bot.scrapes).as("nobody could store it").isEmpty();
    }

    @Test
    void requestsAreCountedButTurningPagesIsNot() {
        bot.fetched(Duration.ofMinutes(1));
        bot.says("/top java");
        bot.presses(REFRESH);
        bot.presses(SECOND_PAGE);

        assertThat(bot.store.flushRequested(10)).containsExactly(JAVA);
    }

    @Test
    void aRefusedSubredditIsNotFetchedAgainWithinTheHour() {
        bot.refused(SourceProblem.PRIVATE, Duration.ofMinutes(59));
        bot.says("/top java");
        assertThat(bot.lastCard().html()).contains("private");
        assertThat(bot.scrapes).isEmpty();
    }

    @Test
    void aRefusedSubredditIsFetchedAgainAfterAnHour() {
        bot.refused(SourceProblem.PRIVATE, Duration.ofMinutes(61));
        bot.says("/top java");
        assertThat(bot.scrapes).hasSize(1);
    }

    @Test
    void aPageIsTurnedOnTheCardThatWasPressed() {
        bot.fetched(Duration.ofDays(1));

        bot.presses(SECOND_PAGE);

        assertThat(bot.outbox.getFirst()).isEqualTo(new AnswerCallbackV1("press-1", ""));
        assertThat(bot.lastCard().card()).isEqualTo(CardId.ofMessage(17));
        assertThat(bot.scrapes).isEmpty();
    }

    @Test
    void aPageThatExpiredIsFetchedAgain() {
        bot.presses(SECOND_PAGE);

        assertThat(bot.toasts()).contains("These posts have expired. Fetching them again…");
        assertThat(bot.scrapes).hasSize(1);
    }

    @Test
    void refreshFetchesAgain() {
        bot.fetched(Duration.ofMinutes(1));
        bot.presses(REFRESH);

        assertThat(bot.scrapes).hasSize(1);
    }

    @Test
    void refreshFetchesNothingThatIsSecondsOld() {
        bot.fetched(Duration.ofSeconds(5));
        bot.presses(REFRESH);

        assertThat(bot.scrapes).isEmpty();
        assertThat(bot.toasts()).contains("Already up to date.");
    }

    @Test
    void theDatabaseBeingAwayIsSaidSo() {
        bot.feeds.beginsWithoutACache();

        bot.says("/top java");
        assertThat(bot.lastCard().html()).contains("I can’t reach my database right now");
        assertThat(bot.lastCard().waiting())
                .hasValueSatisfying(wait -> assertThat(wait.step()).isEqualTo(Wait.Step.REFUSES));

        bot.presses(SECOND_PAGE);
        assertThat(bot.outbox.getLast())
                .isInstanceOfSatisfying(
                        AnswerCallbackV1.class,
                        answer -> assertThat(answer.text()).contains("try again in a minute"));
        assertThat(bot.scrapes).isEmpty();
    }

    @Test
    void theSameUpdateSendsTheSameMessages() {
        String update = TestBot.text(42, 7, "private", "en", "/top java");
        bot.handle(update);
        List<String> once =
                bot.outbox.stream().map(OutboxMessage::deduplication).toList();
        TestBot again = new TestBot();
        again.handle(update);

        assertThat(again.outbox.stream().map(OutboxMessage::deduplication)).isEqualTo(once);
        assertThat(again.scrapes).isEqualTo(bot.scrapes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/top",
                "/top ../etc",
                "/top java fortnight",
                "/top java week now",
                "/top 🙂",
                "/top جافا",
                "/topic",
                "/classify",
                "/dance",
                "/",
                "/top \u0000"
            })
    void aMistakeIsNamedWithWhatWouldBeRight(String text) {
        bot.says(text);

        assertThat(bot.lastCard().html()).hasSizeBetween(20, 250).contains("/").endsWith(".");
        assertThat(bot.scrapes).isEmpty();
    }

    @Test
    void onlyTheBeginningOfALongMistakeIsQuoted() {
        bot.says("/top " + "🙂".repeat(2_000));

        assertThat(bot.lastCard().html()).hasSizeLessThan(250).contains("🙂…”");
    }
}
