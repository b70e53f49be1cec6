package tidings.bot;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.cards.NoticeCards;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.FollowText;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.TelegramCallV1;

import static org.assertj.core.api.Assertions.assertThat;

class FollowingTest {
    private static final ChatId ADA = new ChatId(7);

    private final TestBot bot = new TestBot();

    private void follows(ChatId chat, String... names) {
        List.of(names)
                .forEach(name ->
                        bot.follows.add(Place.of(chat), FollowQuery.of(new Origin.OfCommunity(new Community(name)))));
    }

    private List<String> followed() {
        return bot.follows.of(ADA).stream()
                .map(follow -> FollowText.of(follow.query()))
                .toList();
    }

    @Test
    void whoFollowsNothingIsToldHow() {
        bot.says("/following");

        assertThat(bot.lastCard().html()).contains("don’t follow anything").contains("/follow java");
    }

    @Test
    void aCommunityIsUnfollowedWhereverThePlaceFollowsIt() {
        follows(ADA, "rust");
        follows(new ChatId(8), "garden");
        bot.follows.add(
                Place.of(ADA),
                FollowQuery.of(
                        new Origin.OfCommunity(new Community("garden")),
                        new Origin.OfCommunity(new Community("java"))));
        follows(ADA, "garden");

        bot.presses(NoticeCards.KEEP.data(new Community("garden")));
        assertThat(bot.lastCard().html()).contains("if r/garden comes back");
        assertThat(bot.lastCard().buttons()).isEmpty();
        assertThat(followed()).hasSize(3);
        bot.presses(NoticeCards.UNFOLLOW.data(new Community("garden")));

        assertThat(bot.lastCard().html()).contains("no longer follow r/garden");
        assertThat(followed()).containsExactlyInAnyOrder("r/rust", "r/java");
        assertThat(bot.follows.of(new ChatId(8))).hasSize(1);
    }

    @Test
    void theListShowsEverythingPageByPage() {
        follows(ADA, IntStream.rangeClosed(1, 14).mapToObj(i -> "name" + i).toArray(String[]::new));
        follows(new ChatId(8), "other");
        bot.says("/following");
        assertThat(bot.lastCard().html())
                .contains("14 things", "1. <b>r/name1</b>", "6. <b>r/name6</b>")
                .doesNotContain("r/name7", "r/other");

        bot.presses(bot.button("Next"));
        bot.presses(bot.button("Next"));
        assertThat(bot.lastCard().html()).contains("13. <b>r/name13</b>", "14. <b>r/name14</b>");
        bot.presses(bot.button("14"));
        bot.presses(bot.button("Remove"));
        bot.presses(bot.button("Everything"));
        bot.presses(bot.button("Next"));
        bot.presses(bot.button("Next"));
        bot.presses(bot.button("13"));
        bot.presses(bot.button("Remove"));

        bot.presses("following|1|12");
        assertThat(bot.lastCard().html()).as("the last page there is").contains("12. <b>r/name12</b>");
    }

    @Test
    void aFollowIsPausedAndResumed() {
        follows(ADA, "java");
        bot.says("/following");
        bot.presses(bot.button("1"));
        bot.presses(bot.button("Pause"));
        assertThat(bot.lastCard().html()).contains("Paused");
        assertThat(bot.follows.of(ADA).getFirst().paused()).isTrue();

        bot.presses(bot.button("Resume"));
        assertThat(bot.lastCard().html()).doesNotContain("Paused");
        assertThat(bot.follows.of(ADA).getFirst().paused()).isFalse();
    }

    @Test
    void aRemovalIsUndoneFromItsCardAndWhatWasPausedIsAgain() {
        follows(ADA, "java");
        bot.follows.pause(ADA, bot.follows.of(ADA).getFirst().id(), true);
        bot.says("/following");
        bot.presses(bot.button("1"));
        bot.presses(bot.button("Remove"));
        assertThat(followed()).isEmpty();

        bot.presses(bot.button("Undo"));

        assertThat(followed()).containsExactly("r/java");
        assertThat(bot.follows.of(ADA).getFirst().paused()).isTrue();
    }

    @Test
    void aFollowIsChangedByWhatIsSentBack() {
        follows(ADA, "java");
        long id = bot.follows.of(ADA).getFirst().id();
        bot.says("/following");
        bot.presses(bot.button("1"));
        bot.presses(bot.button("Change"));
        assertThat(bot.lastCard().html()).contains("<code>/follow #" + id + " r/java</code>");

        bot.says("/follow #" + id + " topic science -hiring");
        assertThat(bot.lastCard().html()).contains("Change it to this?");
        bot.presses(bot.button("✅"));

        assertThat(followed()).containsExactly("topic:science -\"hiring\"");
        assertThat(bot.follows.of(ADA).getFirst().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"item", "edit", "pause", "resume", "remove"})
    void whatSomebodyElseRemovedMeanwhileIsGone(String action) {
        follows(ADA, "java");
        follows(new ChatId(8), "kotlin");
        long others = bot.follows.of(new ChatId(8)).getFirst().id();

        bot.presses(action + "|1|" + others);

        assertThat(bot.toasts()).contains("That isn’t followed here any more.");
        assertThat(bot.lastCard().html()).contains("r/java").doesNotContain("r/kotlin");
        assertThat(bot.follows.of(new ChatId(8))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "remove"})
    void inAGroupTelegramIsAskedWhoChangesIt(String action) {
        follows(new ChatId(-7), "java");
        long id = bot.follows.of(new ChatId(-7)).getFirst().id();

        bot.pressesInAGroup(-7, action + "|1|" + id);

        assertThat(bot.outbox).singleElement().isInstanceOf(TelegramCallV1.class);
        assertThat(bot.follows.of(new ChatId(-7))).hasSize(1).noneMatch(tidings.follows.Follow::paused);
    }
}
