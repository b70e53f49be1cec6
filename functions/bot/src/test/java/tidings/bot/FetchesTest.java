package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidings.cards.PostButtons;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage.WaitOverV1;
import tidings.messages.Wait;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.bot.TestBot.JAVA;
import static tidings.bot.TestBot.NOON;

/// Who waits for a fetch, how long, and how often a chat may ask for one.
class FetchesTest {
    private static final String REFRESH = PostButtons.REFRESH.data(JAVA);

    private final TestBot bot = new TestBot();

    @Test
    void theEndOfTheWaitIsQueuedWithTheInterimCard() {
        bot.says("/top java");

        Instant until = NOON.plus(Top.PATIENCE);
        assertThat(bot.posts)
                .containsExactly(new WaitOverV1(
                        JAVA,
                        "42",
                        List.of(new PendingCard(Place.of(new ChatId(7)), CardId.ofUpdate("42"), "42", "en")),
                        until));
        assertThat(bot.lastCard().waiting()).contains(Wait.begins("42", until));
        assertThat(Top.PATIENCE).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aFeedThatIsBeingFetchedIsNotFetchedOnceMore() {
        bot.says("/top java");
        bot.saysInAGroup("/top java");
        bot.presses(REFRESH);

        assertThat(bot.scrapes).hasSize(1);
        assertThat(bot.posts).as("each wait ends").hasSize(3);
        assertThat(bot.store.waiting(JAVA)).hasSize(3);
        assertThat(bot.lastCard().html()).contains("Fetching");
    }

    @Test
    void whoJoinsADelayedFetchIsToldWhenItComesAndWaitsThatLong() {
        PendingCard other = new PendingCard(Place.of(new ChatId(8)), CardId.ofUpdate("1"), "1", "en");
        bot.store.await(JAVA, other);
        bot.store.delayed(JAVA, other, NOON.plusSeconds(290));

        bot.says("/top java");

        assertThat(bot.lastCard().html()).contains("in about 5 minutes");
        assertThat(bot.lastCard().waiting())
                .contains(Wait.begins("42", NOON.plusSeconds(290).plus(Top.PATIENCE)));
        assertThat(bot.scrapes).isEmpty();
    }

    @Test
    void aMomentIsNoDelay() {
        PendingCard other = new PendingCard(Place.of(new ChatId(8)), CardId.ofUpdate("1"), "1", "en");
        bot.store.await(JAVA, other);
        bot.store.delayed(JAVA, other, NOON.plusSeconds(4));

        bot.says("/top java");

        assertThat(bot.lastCard().html()).contains("Fetching");
    }

    @Test
    void aChatGetsSoManyFetchesAndIsToldWhenThereAreMore() {
        for (int i = 0; i < Top.FETCHES; i++) {
            bot.says("/top feed" + i);
        }
        bot.says("/top java");

        assertThat(bot.scrapes).hasSize(Top.FETCHES);
        assertThat(bot.lastCard().html()).contains("a lot of subreddits").contains("10 minutes");
        assertThat(bot.lastCard().waiting()).isEmpty();
        assertThat(bot.store.waiting(JAVA)).isEmpty();
        bot.presses(REFRESH);
        assertThat(bot.outbox.getLast())
                .isInstanceOfSatisfying(
                        AnswerCallbackV1.class,
                        answer -> assertThat(answer.text()).contains("a lot of subreddits"));
        bot.saysInAGroup("/top java");
        assertThat(bot.scrapes).as("another chat").hasSize(Top.FETCHES + 1);
        bot.says("/top java");
        assertThat(bot.lastCard().html()).as("joining is free").contains("Fetching");
    }

    @Test
    void aFreshFeedCountsAsNoFetch() {
        bot.fetched(Duration.ofMinutes(1));
        for (int i = 0; i < Commands.COMMANDS; i++) {
            bot.says("/top java");
        }

        assertThat(bot.outbox).allMatch(message -> ((ShowCardV1) message).html().contains("A title"));
    }

    @Test
    void aChatIsAnsweredSoOftenInAMinuteAndToldSoOnce() {
        for (int i = 0; i < Commands.COMMANDS + 10; i++) {
            bot.says("/help");
        }

        assertThat(bot.outbox).hasSize(Commands.COMMANDS + 1);
        assertThat(bot.lastCard().html()).contains("in a minute");
        bot.saysInAGroup("/help");
        assertThat(bot.outbox).as("another chat").hasSize(Commands.COMMANDS + 2);
    }
}
