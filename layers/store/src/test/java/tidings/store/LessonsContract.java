package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.delivery.Deliveries;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.follows.Origin;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryPolicy;
import tidings.selection.TopicRule;
import tidings.selection.TopicRule.Kind;
import tidings.store.ChatRegistry.Status;
import tidings.store.DeliveryStore.Decided;
import tidings.store.Lessons.Rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What chats taught holds for them alone.
abstract class LessonsContract extends DeliveriesFixture {
    private static final Place BOB = place(2);
    private static final PostId P1 = new PostId("p1");

    @BeforeEach
    void chatsAreKnown() {
        chats().note(ADA.chat(), Status.ACTIVE, NOON);
        chats().note(BOB.chat(), Status.ACTIVE, NOON);
    }

    @ParameterizedTest
    @CsvSource({"SUBREDDIT, java", "DOMAIN, example.org", "WORD, found"})
    void aRuleBringsPostsToATopicThatTheChatFollowsAndToNobodyElse(Kind kind, String value) {
        follow(ADA, Origin.of("topic:food-drink"));
        follow(BOB, Origin.of("topic:food-drink"));
        rule(ADA, kind, value, "food-drink");
        fresh("p1");

        deliver();

        assertThat(deliveries().due(10)).singleElement().satisfies(shown -> {
            assertThat(shown.key().place()).isEqualTo(ADA);
            assertThat(shown.post().topic()).isEqualTo("food-drink");
            assertThat(shown.post().confidence()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource({"SUBREDDIT, java", "DOMAIN, example.org", "WORD, found"})
    void aRuleKeepsPostsOutOfTheTopicThatTheModelGaveThem(Kind kind, String value) {
        follow(ADA, Origin.of("topic:music"));
        follow(BOB, Origin.of("topic:music"));
        rule(ADA, kind, value, "food-drink");
        fresh("p1");

        deliver();

        assertThat(deliveries().due(10)).singleElement().satisfies(shown -> {
            assertThat(shown.key().place()).isEqualTo(BOB);
            assertThat(shown.post().topic()).isEqualTo("music");
        });
    }

    @Test
    void aRuleHoldsAlsoForWhatIsFollowedLaterAndEndsWhenItIsTakenBack() {
        rule(ADA, Kind.SUBREDDIT, "java", "food-drink");
        follow(ADA, Origin.of("topic:food-drink"));
        fresh("p1");
        deliver();
        assertThat(dueStories()).containsExactly("p1");

        lessons().unteach(BOB.chat(), lessons().rules(ADA.chat()).getFirst().id());
        assertThat(lessons().rules(ADA.chat())).hasSize(1);
        lessons().unteach(ADA.chat(), lessons().rules(ADA.chat()).getFirst().id());
        fresh("p2");
        deliver();
        assertThat(dueStories()).containsExactly("p1");
        assertThat(deliveries().due(10).getFirst().post().topic()).isEqualTo("music");
    }

    @Test
    void aCorrectionHoldsForItsPostAtOnce() {
        follow(ADA, JAVA);
        fresh("p1", "p2");
        deliver();

        assertThat(lessons().correct(ADA.chat(), P1, "food-drink")).isTrue();
        assertThat(lessons().correct(ADA.chat(), new PostId("nowhere"), "food-drink"))
                .isFalse();

        assertThat(deliveries().due(10).stream().map(shown -> shown.post().topic()))
                .containsExactlyInAnyOrder("food-drink", "music");
    }

    @Test
    void briefsAndWhatFollowsWantedShowTheTopicThatTheChatTaught() {
        briefs(ADA);
        follow(ADA, JAVA);
        arrive("p1", 0.6);
        rule(ADA, Kind.SUBREDDIT, "java", "food-drink");

        assertThat(brief(ADA)).containsExactly("p1");
        assertThat(briefs().page(ADA, NOON.plus(Duration.ofHours(8)), false, 0, 5)
                        .items())
                .extracting(item -> item.post().topic())
                .containsExactly("food-drink");
        assertThat(briefs().wanted(ADA, NOON.minus(Duration.ofDays(1)), 5))
                .extracting(wanted -> wanted.post().topic())
                .containsExactly("food-drink");
    }

    @Test
    void theMostSpecificRuleDecides() {
        follow(ADA, JAVA);
        rule(ADA, Kind.POST, "p1", "sports");
        rule(ADA, Kind.WORD, "found", "science");
        rule(ADA, Kind.SUBREDDIT, "java", "gaming");
        fresh("p1", "p2");
        deliver();

        assertThat(deliveries().due(10).stream().map(shown -> shown.post().topic()))
                .containsExactlyInAnyOrder("sports", "science");
    }

    @Test
    void aRuleIsReplacedByItsLikeAndTheOldestGivesWay() {
        for (int i = 0; i < Lessons.MAX_RULES; i++) {
            clock.advance(Duration.ofSeconds(1));
            rule(ADA, Kind.WORD, "w" + i, "science");
        }
        clock.advance(Duration.ofSeconds(1));
        rule(ADA, Kind.WORD, "w1", "gaming");
        assertThat(lessons().rules(ADA.chat())).hasSize(Lessons.MAX_RULES);
        assertThat(lessons().rules(ADA.chat()).getFirst().rule()).isEqualTo(new TopicRule(Kind.WORD, "w1", "gaming"));

        clock.advance(Duration.ofSeconds(1));
        rule(ADA, Kind.WORD, "new", "gaming");
        assertThat(lessons().rules(ADA.chat()).stream().map(Rule::rule).map(TopicRule::value))
                .hasSize(Lessons.MAX_RULES)
                .contains("new", "w1")
                .doesNotContain("w0");
    }

    @Test
    void whatIsLikedComesFirstInABrief() {
        briefs(ADA);
        briefs(BOB);
        follow(ADA, JAVA, Origin.of("python"));
        follow(BOB, JAVA, Origin.of("python"));
        arrive("p1", 0.6);
        assertThat(lessons().vote(ADA.chat(), P1, false)).isTrue();
        assertThat(lessons().vote(ADA.chat(), P1, false)).as("again").isFalse();
        assertThat(lessons().vote(ADA.chat(), new PostId("nowhere"), true)).isFalse();
        ClassifiedPost other = TestPosts.withTopic(TestPosts.post("python", "q1", OptionalInt.of(3)), "science", "m1");
        record(TestPosts.feed("python"), "other", List.of(other), clock.instant());
        expandAll(
                (_, _, _, followers) -> followers.stream()
                        .map(one -> new Decided(
                                one.follow(), DeliveryPolicy.plan(one.settings(), 0, 0.59, clock.instant()), 0.59f))
                        .toList(),
                100);

        assertThat(brief(ADA)).containsExactly("q1", "p1");
        assertThat(brief(BOB)).containsExactly("p1", "q1");
    }

    @Test
    void votesFadeCanBeTurnedAndAreForgotten() {
        follow(ADA, JAVA);
        fresh("p1");
        deliver();
        long follow = follows().of(ADA.chat()).getFirst().id();
        ClassifiedPost p1 = TestPosts.post("java", "p1", OptionalInt.of(1));

        assertThat(lessons().hasTastes(ADA.chat())).isFalse();
        lessons().vote(ADA.chat(), P1, true);
        assertThat(lessons().hasTastes(ADA.chat())).isTrue();
        assertThat(lessons().hasTastes(BOB.chat())).isFalse();
        assertThat(lessons().liking(ADA.chat(), p1, follow))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("topic", 1.0, "subreddit", 1.0, "domain", 1.0, "follow", 1.0));
        assertThat(lessons().liking(BOB.chat(), p1, follow)).isEmpty();
        clock.advance(Duration.ofHours(36));
        lessons().vote(ADA.chat(), P1, false);
        assertThat(lessons().liking(ADA.chat(), p1, follow).get("topic"))
                .isCloseTo(Math.pow(0.5, 1.5 / 30.0) - 2, within(1e-6));
        clock.advance(Duration.ofDays(30));
        assertThat(lessons().liking(ADA.chat(), p1, follow).get("topic"))
                .isCloseTo((Math.pow(0.5, 1.5 / 30.0) - 2) / 2, within(1e-6));

        lessons().resetTastes(ADA.chat());
        assertThat(lessons().liking(ADA.chat(), p1, follow)).isEmpty();
        assertThat(lessons().hasTastes(ADA.chat())).isFalse();
    }

    @Test
    void whatAGroupTaughtMovesWithItAndIsForgottenWithIt() {
        rule(ADA, Kind.WORD, "one", "science");
        rule(ADA, Kind.WORD, "two", "science");
        rule(BOB, Kind.WORD, "two", "gaming");

        chats().moved(ADA.chat(), BOB.chat());
        assertThat(lessons().rules(BOB.chat()).stream().map(Rule::rule))
                .containsExactlyInAnyOrder(
                        new TopicRule(Kind.WORD, "one", "science"), new TopicRule(Kind.WORD, "two", "gaming"));
        assertThat(lessons().rules(ADA.chat())).isEmpty();

        chats().forget(BOB.chat());
        assertThat(lessons().rules(BOB.chat())).isEmpty();
    }

    private void rule(Place place, Kind kind, String value, String topic) {
        lessons().teach(place.chat(), new TopicRule(kind, value, topic));
    }

    /// Posts that were just posted.
    private void fresh(String... ids) {
        List<ClassifiedPost> posts = Arrays.stream(ids)
                .map(id -> TestPosts.post("java", id, OptionalInt.of(10)))
                .map(old -> new ClassifiedPost(at(old.post(), clock.instant()), "music", 0.9f, "m1"))
                .toList();
        record(TestPosts.feed("java"), "run-" + ids[0], posts, clock.instant());
    }

    private static Post at(Post post, Instant created) {
        return new Post(
                post.id(),
                post.community(),
                post.title(),
                post.body(),
                post.url(),
                post.domain(),
                post.permalink(),
                post.kind(),
                post.score(),
                post.comments(),
                post.adult(),
                created);
    }

    private void deliver() {
        Deliveries real = new Deliveries(deliveries(), stores.threads(), _ -> {}, clock);
        real.run(100, 0);
    }

    private void briefs(Place place) {
        chats().prefer(place.chat(), ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("20:00")));
    }

    private List<String> brief(Place place) {
        clock.advanceTo(NOON.plus(Duration.ofHours(8)));
        IntStream.range(0, 5).forEach(_ -> stores.briefs().make());
        return stores.briefs().page(place, NOON.plus(Duration.ofHours(8)), false, 0, 10).items().stream()
                .map(item -> item.post().post().id().value())
                .toList();
    }
}
