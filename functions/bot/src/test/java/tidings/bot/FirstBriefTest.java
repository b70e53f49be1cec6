package tidings.bot;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidings.bot.StartCards.Done;
import tidings.bot.StartCards.Pick;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PendingCard;
import tidings.messages.PendingCard.FirstBrief;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/// The first brief of a chat whose topics nobody has read about yet.
class FirstBriefTest {
    private final TestBot bot = new TestBot();

    @Test
    void whereNothingIsStoredYetTheFirstBriefIsFetchedAtOnceAndFollowsOnACardOfItsOwn() {
        pick("music");
        pick("science");
        bot.presses(StartCards.DONE.data(new Done("", "08:00", "")));

        List<ShowCardV1> cards = bot.cards();
        assertThat(cards.get(cards.size() - 2).html())
                .contains("You follow 🎵 Music, 🔬 Science &amp; Space: everything.")
                .doesNotContain("haven’t read");
        assertThat(bot.lastCard().html())
                .contains(
                        "I’m looking for what’s new on 🎵 Music, 🔬 Science &amp; Space. The best of it comes here in a moment.");
        assertThat(bot.lastCard().waiting()).isPresent();
        ScrapeRequestedV1 fetch = (ScrapeRequestedV1) bot.scrapes.getLast();
        assertThat(fetch.feed().community().isMixed()).isTrue();
        assertThat(fetch.feed().community().name().split("\\+")).hasSize(6).contains("music", "science");
        PendingCard waiting = fetch.waiting().getFirst();
        assertThat(waiting.card()).isEqualTo(bot.lastCard().card());
        assertThat(waiting.use())
                .contains(new FirstBrief(List.of("music", "science"), TestBot.NOON.minus(Duration.ofHours(1)), false));
        assertThat(bot.posts.getLast().waiting()).as("what ends the wait").containsExactly(waiting);
    }

    @Test
    void whoeverPicksEverythingHasAFirstBriefOfOneRequest() {
        bot.services.taxonomy().all().stream()
                .map(tidings.topics.Topic::id)
                .filter(id -> !id.equals("other"))
                .forEach(this::pick);
        bot.presses(StartCards.DONE.data(new Done("", "", "")));

        assertThat(bot.scrapes).hasSize(1);
        assertThat(bot.scrapes)
                .first()
                .asInstanceOf(type(ScrapeRequestedV1.class))
                .satisfies(fetch ->
                        assertThat(fetch.feed().community().name().split("\\+")).hasSize(18));
    }

    /// The second process finds what the first one did before it crashed.
    @Test
    void aCrashAfterTheTopicsWereForgottenStillEndsWithAFirstBrief() {
        pick("music");
        String done = StartCards.DONE.data(new Done("", "", ""));
        bot.presses(done);
        int before = bot.outbox.size();
        bot.presses(done);

        assertThat(bot.outbox.subList(before, bot.outbox.size()))
                .filteredOn(ShowCardV1.class::isInstance)
                .first()
                .asInstanceOf(type(ShowCardV1.class))
                .satisfies(card -> assertThat(card.html()).contains("You follow 🎵 Music"));
        assertThat(bot.scrapes).as("the second one joins").hasSize(1);
    }

    @Test
    void aChatThatFetchedTooMuchIsSetUpAllTheSame() {
        for (int i = 0; i < Top.FETCHES; i++) {
            bot.says("/top unread" + i);
        }
        pick("music");
        bot.presses(StartCards.DONE.data(new Done("", "", "")));

        assertThat(bot.lastCard().html())
                .contains("You follow 🎵 Music")
                .contains("I haven’t read anything on this yet, but I’m on it.");
    }

    private void pick(String topic) {
        bot.presses(StartCards.PICK.data(new Pick(topic, true, 0)));
    }
}
