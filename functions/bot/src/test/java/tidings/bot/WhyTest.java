package tidings.bot;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.cards.PostButtons;
import tidings.delivery.Deliveries;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryPolicy;
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Decided;

import static org.assertj.core.api.Assertions.assertThat;

/// Why posts came or did not come, and the change that turns it.
class WhyTest {
    private static final Place ADA = Place.of(new ChatId(7));
    private static final String LINK = "https://redd.it/p0";

    private final TestBot bot = new TestBot();
    private final List<OutboxMessage> delivered = new ArrayList<>();

    @Test
    void whatCameIsExplainedAndTheChangeKeepsSuchPostsAway() {
        follow(FollowQuery.of(Origin.of("java")).with(List.of("sealed"), List.of()));
        arrive("Sealed types explained");

        bot.says("/why " + LINK);
        assertThat(shown())
                .contains("Why?", "Sealed types explained", "<b>Source</b>: r/java")
                .contains("✅ <b>r/java</b> · with “sealed”", "has “sealed”")
                .contains("<b>Topic</b>", "Pace: everything", "Quiet hours: none", "<b>Sent</b>: Friday")
                .contains("The smallest change that would make the difference", "r/java: leave out “types”");

        bot.presses(bot.button("Change that"));
        assertThat(shown()).contains("Changed", "<b>r/java</b> · with “sealed” · without “types”");
        assertThat(queries())
                .singleElement()
                .satisfies(query -> assertThat(query.exclude()).containsExactly("types"));
        bot.says("/why " + LINK);
        assertThat(shown()).contains("🚫", "has “types”");
    }

    @Test
    void whatDidNotComeIsExplainedAndTheChangeBringsSuchPosts() {
        follow(FollowQuery.of(Origin.of("java")).with(List.of(), List.of("hiring")));
        arrive("We are hiring");

        bot.says("/why " + LINK);
        assertThat(shown())
                .contains("🚫 <b>r/java</b> · without “hiring”", "<b>Not sent</b>: nothing you follow asks for it")
                .contains("r/java: stop leaving out “hiring”");
        bot.presses(bot.button("Change that"));
        assertThat(queries())
                .singleElement()
                .satisfies(query -> assertThat(query.exclude()).isEmpty());
    }

    @Test
    void whoFollowsNothingIsOfferedTheCommunity() {
        arrive("Sealed types explained");

        bot.says("de", "/why " + LINK);
        assertThat(shown()).contains("hier noch nichts", "r/java</b> folgen");
        bot.presses(bot.button("So ändern"));
        assertThat(queries()).containsExactly(FollowQuery.of(Origin.of("java")));
    }

    @Test
    void aPausedFollowIsResumed() {
        Follow follow = follow(FollowQuery.of(Origin.of("java")));
        bot.follows.pause(ADA.chat(), follow.id(), true);
        arrive("Sealed types explained");

        bot.says("/why " + LINK);
        assertThat(shown()).contains("⏸ <b>r/java</b>", "r/java: go on, no longer paused");
        bot.presses(bot.button("Change that"));
        assertThat(bot.follows.of(ADA.chat())).noneMatch(Follow::paused);
    }

    @Test
    void whatWaitsForABriefComesAtOnceAfterTheChange() {
        follow(FollowQuery.of(Origin.of("java")));
        bot.says("/brief 18:00");
        arrive("Sealed types explained");

        bot.says("/why " + LINK);
        assertThat(shown())
                .contains("<b>Waiting</b> for your next brief: Friday, 6:00")
                .contains("right away, one by one");
        bot.presses(bot.button("Change that"));
        assertThat(bot.toldToDeliver(ADA.chat()).chosen()).doesNotContainKey("brief");
    }

    @Test
    void whatQuietHoursHoldComesAtOnceAfterTheChange() {
        follow(FollowQuery.of(Origin.of("java")));
        bot.says("/settings quiet 10-15");
        arrive("Sealed types explained");

        bot.says("/why " + LINK);
        assertThat(shown())
                .contains("Quiet hours: 10:00–15:00", "<b>Waiting</b> until your quiet hours end: Friday, 3:00");
        bot.presses(bot.button("Change that"));
        assertThat(bot.toldToDeliver(ADA.chat()).chosen()).doesNotContainKey("quiet");
    }

    @Test
    void whatWasSkippedForThePaceComesAtTheLeastPaceThatIsOffered() {
        follow(FollowQuery.of(Origin.of("java")));
        bot.says("/pace 1");
        store("p0", "Sealed types explained");
        Planned skipped = new Planned(DeliveryState.SKIPPED, Optional.of(DeliveryPolicy.PACE), TestBot.NOON);
        bot.stores
                .deliveries()
                .expand(
                        10,
                        (_, _, _, followers) -> followers.stream()
                                .map(one -> new Decided(one.follow(), skipped, 0.4f))
                                .toList());

        bot.says("/why " + LINK);
        assertThat(shown()).contains("<b>Skipped</b> to keep your pace: I rate it at 40 of 100", "Pace: about 1 a day");
        bot.presses(bot.button("Change that"));
        assertThat(bot.toldToDeliver(ADA.chat()).get(ChatSettings.PACE)).isNotEqualTo(Optional.of(1));
    }

    @Test
    void ofAStoryThatSeveralPostsTellItSaysSo() {
        follow(FollowQuery.of(Origin.of("java")));
        arrive("p0", "Sealed types with all that they permit, explained");
        arrive("p1", "Sealed types with all that they permit, explained");

        bot.says("/why " + LINK);

        assertThat(shown()).contains("🔁 Another post tells the same story. You get it once.");
        assertThat(delivered).hasSize(1);
    }

    @Test
    void theButtonUnderAPostLeavesItsCardAsItIs() {
        follow(FollowQuery.of(Origin.of("java")));
        arrive("Sealed types explained");

        bot.presses(PostButtons.WHY.data(new PostId("p0")));

        assertThat(bot.lastCard().card().message()).isEmpty();
        assertThat(shown()).contains("Why?");
    }

    @Test
    void aChangeThatNoLongerFitsIsNotMade() {
        Follow follow = follow(FollowQuery.of(Origin.of("java")).with(List.of(), List.of("hiring")));
        arrive("We are hiring");
        bot.says("/why " + LINK);
        String button = bot.button("Change that");
        FollowQuery other = FollowQuery.of(Origin.of("python"));
        bot.follows.change(ADA.chat(), follow.id(), other);

        bot.presses(button);

        assertThat(bot.toasts().getLast()).isEqualTo("You’ve changed this since. Please ask /why again.");
        assertThat(queries()).containsExactly(other);
    }

    @Test
    void aChangeThatIsPressedTwiceIsMadeOnce() {
        arrive("Sealed types explained");
        bot.says("/why " + LINK);
        String button = bot.button("Change that");

        bot.presses(button);
        bot.presses(button);

        assertThat(queries()).hasSize(1);
        bot.presses(Why.TURN.data("12345"));
        assertThat(bot.outbox.getLast()).isInstanceOf(AnswerCallbackV1.class);
    }

    @Test
    void inAGroupEverybodyAsksAndAdministratorsChange() {
        arrive("Sealed types explained");

        bot.saysInAGroup("/why " + LINK);
        assertThat(shown()).contains("Why?");
        bot.pressesInAGroup(-7, bot.button("Change that"));
        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
    }

    @Test
    void whoNamesNoPostIsToldHowAndAnUnknownPostIsCalledUnknown() {
        bot.says("/why");
        assertThat(shown()).startsWith("Which post?");
        bot.says("/why is it so");
        assertThat(shown()).startsWith("Which post?");
        bot.says("/why https://redd.it/nowhere");
        assertThat(shown()).startsWith("I don’t have this post");
    }

    @Test
    void aRemovedPostIsExplainedWithoutIt() {
        follow(FollowQuery.of(Origin.of("java")));
        arrive("Sealed types explained");
        bot.stores.posts().remove(List.of(new PostId("p0")));

        bot.says("/why " + LINK);

        assertThat(shown()).contains("I no longer have the post itself", "<b>Sent</b>");
    }

    private Follow follow(FollowQuery query) {
        return bot.follows.add(ADA, query).orElseThrow();
    }

    private List<FollowQuery> queries() {
        return bot.follows.of(ADA.chat()).stream().map(Follow::query).toList();
    }

    private void arrive(String title) {
        arrive("p0", title);
    }

    private void arrive(String id, String title) {
        store(id, title);
        new Deliveries(
                        bot.stores.deliveries(),
                        bot.stores.threads(),
                        delivered::addAll,
                        InstantSource.fixed(TestBot.NOON))
                .run(100, 100);
    }

    private void store(String id, String title) {
        Post post = TestBot.post(id, title);
        ClassifiedPost classified = new ClassifiedPost(post, "programming", 0.9f, "m1");
        Instant at = TestBot.NOON;
        bot.store.record(
                new PostsFoundV1(
                        TestBot.JAVA, "r" + id, 0, OptionalInt.of(1), List.of(post), List.of(), SourceApi.OAUTH, at),
                List.of(classified));
    }

    private String shown() {
        return bot.lastCard().html();
    }
}
