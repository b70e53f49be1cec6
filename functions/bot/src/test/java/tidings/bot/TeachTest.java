package tidings.bot;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.cards.PostButtons;
import tidings.delivery.Deliveries;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.selection.TopicRule;
import tidings.selection.TopicRule.Kind;
import tidings.store.Lessons.Rule;
import tidings.telegram.InlineResult;

import static org.assertj.core.api.Assertions.assertThat;

/// A chat corrects topics and says what it likes.
class TeachTest {
    private static final ChatId ADA = new ChatId(7);
    private static final PostId P0 = new PostId("p0");
    private static final String LINK = "https://redd.it/p0";

    private final TestBot bot = new TestBot();

    @BeforeEach
    void aPostIsThere() {
        bot.posted("My cat refuses to eat dry food", "Sealed types explained");
    }

    @Test
    void aWrongTopicIsCorrectedAtOnceAmongTheLikelyOnes() {
        bot.says("/why " + LINK);
        bot.presses(bot.button("Wrong topic"));
        assertThat(shown()).contains("Which topic is it?", "My cat refuses");
        assertThat(bot.labels()).contains("🐾 Animals", "All topics").doesNotContain("💻 Programming");

        bot.presses(bot.button("Animals"));
        assertThat(shown()).contains("🐾 Animals &amp; Pets it is");
        assertThat(rules()).containsExactly(new TopicRule(Kind.POST, "p0", "animals-pets"));
        bot.says("/why " + LINK);
        assertThat(shown()).contains("🐾 Animals &amp; Pets: you taught me that.");
    }

    @ParameterizedTest
    @CsvSource({
        "Everything from r/java, SUBREDDIT, java, r/java is 🐾",
        "Links to example.org, DOMAIN, example.org, links to example.org are 🐾",
        "Titles with “cat”, WORD, cat, titles with “cat” are 🐾"
    })
    void aCorrectionIsWidenedListedAndTakenBack(String label, Kind kind, String value, String listed) {
        correct();
        bot.presses(bot.button(label));
        assertThat(shown()).contains("Got it", listed);
        assertThat(rules()).contains(new TopicRule(kind, value, "animals-pets"));

        bot.says("/corrections");
        assertThat(shown()).contains("What you taught me", listed, "https://redd.it/p0 is 🐾");
        bot.presses(bot.button("🗑 1"));
        bot.presses(bot.button("🗑 1"));
        assertThat(rules()).isEmpty();
        assertThat(shown()).startsWith("You haven’t corrected any topics here.");
    }

    @ParameterizedTest
    @CsvSource({
        "/top java, 1. , 🐾 Animals &amp; Pets",
        "/topic animals, 1. , My cat refuses",
        "/search cat, 1. , 🐾 Animals &amp; Pets",
        "/topic programming, Programming, Sealed types"
    })
    void whatIsShownFromThenOnHasTheCorrectedTopic(String command, String beside, String expected) {
        correct();
        bot.says(command);
        assertThat(shown()).contains(beside, expected);
        if (command.equals("/topic programming")) {
            assertThat(shown()).doesNotContain("My cat");
        }

        bot.says("/corrections");
        bot.presses(bot.button("🗑 1"));
        bot.says(command);
        assertThat(shown().contains("🐾 Animals &amp; Pets") && shown().contains("My cat"))
                .isFalse();
    }

    @Test
    void whatIsSavedOpenedAndOfferedHasTheCorrectedTopic() {
        correct();
        bot.says("/save " + LINK);
        assertThat(bot.stores.saved().find(ADA, P0).orElseThrow().topic()).isEqualTo("animals-pets");
        bot.presses(History.OPEN.data(P0));
        assertThat(shown()).contains("🐾 Animals &amp; Pets");
        bot.presses(Follow.FOLLOW.data("topic:animals-pets"));
        assertThat(shown()).contains("My cat refuses");
        bot.handle("""
                {"update_id": 99, "inline_query": {"id": "q1", "query": "animals", "offset": "",
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada", "language_code": "en"}}}""");
        assertThat(bot.outbox.getLast())
                .isInstanceOfSatisfying(
                        AnswerInlineV1.class,
                        offered -> assertThat(offered.results())
                                .extracting(InlineResult::title)
                                .contains("My cat refuses to eat dry food"));
    }

    @Test
    void whySaysWhichRuleDecided() {
        correct();
        bot.presses(bot.button("Everything from r/java"));
        bot.says("/why https://redd.it/p1");
        assertThat(shown()).contains("you taught me that. The rule is: r/java is 🐾 Animals &amp; Pets.");
    }

    @Test
    void anyTopicCanBeChosenInAnyLanguage() {
        bot.says("de", "/why " + LINK);
        bot.presses(bot.button("Falsches Thema"));
        bot.presses(bot.button("All topics"));
        assertThat(bot.labels()).hasSize(32);
        bot.presses(bot.button("Vehicles"));
        assertThat(rules()).containsExactly(new TopicRule(Kind.POST, "p0", "vehicles"));
    }

    @Test
    void whatWasMadeUpOrIsGoneTeachesNothing() {
        bot.presses(Teach.TOPIC.data(new Teach.Choice("12345", "animals-pets")));
        bot.presses(Teach.SCOPE.data(new Teach.Scope("12345", Kind.WORD)));
        bot.presses(Teach.ALL.data("12345"));
        bot.presses(Teach.WRONG.data(new Teach.Wrong(new PostId("nowhere"), Optional.empty())));
        bot.says("/why " + LINK);
        bot.presses(bot.button("Wrong topic"));
        String button = bot.button("Animals");
        bot.presses(button.replace("animals-pets", "no-topic"));
        bot.stores.posts().remove(List.of(P0));
        bot.presses(button);

        assertThat(bot.outbox.getLast()).isInstanceOf(AnswerCallbackV1.class);
        assertThat(rules()).isEmpty();
    }

    @Test
    void whatIsLikedIsExplainedAndForgottenByAButton() {
        bot.follows.add(Place.of(ADA), FollowQuery.of(Origin.of("java")));
        deliver("q1", "Virtual threads in practice");
        PostId id = new PostId("q1");

        bot.presses(PostButtons.LIKE.data(id));
        assertThat(said()).startsWith("👍 More like this");
        bot.presses(PostButtons.LIKE.data(id));
        assertThat(said()).isEqualTo("I’ve noted that already.");
        bot.says("/why https://redd.it/q1");
        assertThat(shown()).contains("<b>Your taste</b>", "subreddit 👍 1", "topic 👍 1");

        bot.presses(PostButtons.DISLIKE.data(id));
        bot.says("/why https://redd.it/q1");
        assertThat(shown()).contains("subreddit 👎 1");
        bot.presses(bot.button("Forget my"));
        bot.says("/why https://redd.it/q1");
        assertThat(shown()).doesNotContain("Your taste");
    }

    @Test
    void nothingLikedIsNothingToForget() {
        bot.follows.add(Place.of(ADA), FollowQuery.of(Origin.of("java")));
        deliver("q1", "Virtual threads in practice");
        bot.says("/corrections");
        assertThat(bot.lastCard().buttons()).isEmpty();

        bot.presses(PostButtons.LIKE.data(new PostId("q1")));
        bot.says("/corrections");
        bot.presses(bot.button("Forget my"));
        bot.says("/corrections");
        assertThat(bot.lastCard().buttons()).isEmpty();
    }

    @Test
    void inAGroupAdministratorsAloneTeach() {
        for (String data : List.of(
                Teach.WRONG.data(new Teach.Wrong(P0, Optional.empty())),
                Teach.RESET.data(Optional.empty()),
                Teach.UNTEACH.data(1L),
                PostButtons.LIKE.data(P0),
                PostButtons.DISLIKE.data(P0))) {
            bot.pressesInAGroup(-7, data);
            assertThat(bot.outbox.getLast()).as(data).isInstanceOf(TelegramCallV1.class);
        }
    }

    private void correct() {
        bot.says("/why " + LINK);
        bot.presses(bot.button("Wrong topic"));
        bot.presses(bot.button("Animals"));
    }

    private void deliver(String id, String title) {
        bot.store.record(
                new PostsFoundV1(
                        TestBot.JAVA,
                        "r-" + id,
                        0,
                        OptionalInt.of(1),
                        List.of(TestBot.post(id, title)),
                        List.of(),
                        SourceApi.OAUTH,
                        TestBot.NOON),
                List.of(TestBot.classified(TestBot.post(id, title))));
        new Deliveries(bot.stores.deliveries(), bot.stores.threads(), _ -> {}, InstantSource.fixed(TestBot.NOON))
                .run(100, 100);
    }

    private List<TopicRule> rules() {
        return bot.stores.lessons().rules(ADA).stream().map(Rule::rule).toList();
    }

    private String said() {
        return ((AnswerCallbackV1) bot.outbox.getLast()).text();
    }

    private String shown() {
        return bot.lastCard().html();
    }
}
