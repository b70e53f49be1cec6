package tidings.bot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.ChatRegistry.Status;

import static org.assertj.core.api.Assertions.assertThat;

/// What a person says about what was shown last.
class ReferencesTest {
    private final TestBot bot = new TestBot();

    /// Twelve posts of r/java, each at an address of its own.
    private void posted() {
        posted(bot);
    }

    static void posted(TestBot bot) {
        List<ClassifiedPost> posts = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> new Post(
                        new PostId("a" + i),
                        TestBot.JAVA.community(),
                        "Title no " + i,
                        "",
                        "https://example.org/" + i,
                        "example.org",
                        "https://www.reddit.com/r/java/comments/a" + i + "/title/",
                        PostKind.LINK,
                        OptionalInt.of(100 - i),
                        OptionalInt.of(1),
                        false,
                        TestBot.NOON))
                .map(TestBot::classified)
                .toList();
        bot.store.record(
                new PostsFoundV1(
                        TestBot.JAVA,
                        "r1",
                        0,
                        OptionalInt.of(posts.size()),
                        posts.stream().map(ClassifiedPost::post).toList(),
                        List.of(),
                        SourceApi.OAUTH,
                        TestBot.NOON),
                posts);
    }

    @Test
    void moreShowsTheNextPageAndGoesOnFromThere() {
        posted();
        bot.says("/top java");

        bot.says("more");
        assertThat(bot.lastCard().html()).contains("Title no 6", "Title no 10").doesNotContain("Title no 5<");
        bot.says("de", "weiter");
        assertThat(bot.lastCard().html()).contains("Title no 11", "Title no 12");

        bot.says("next");
        assertThat(bot.lastCard().html()).isEqualTo("That was all of it.");
    }

    @Test
    void againShowsWhatTheLastCommandShowedWhateverWasTurnedSince() {
        posted();
        bot.says("/top java");
        String first = bot.lastCard().html();
        bot.presses(bot.button("Next"));

        bot.says("again");

        assertThat(bot.lastCard().html()).isEqualTo(first);
    }

    @Test
    void againIsTheLastCommandWhateverWasSaidAboutItsPostsSince() {
        posted();
        bot.says("/top java");
        String first = bot.lastCard().html();
        bot.says("the second one");
        bot.says("why?");

        bot.says("again");

        assertThat(bot.lastCard().html()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "the second one, 2",
        "das zweite, 2",
        "show me the third, 3",
        "number 4, 4",
        "the last one, 5",
        "der erste, 1"
    })
    void aNumberOpensThePostThatHadIt(String said, int number) {
        posted();
        bot.says("/top java");

        bot.says(said);

        assertThat(bot.lastCard().html()).contains("Title no " + number + "<");
        assertThat(bot.labels()).contains("🔖 Save", "⏰ In an hour", "🕘 History");
    }

    @Test
    void numbersAreThoseOfTheLastPage() {
        posted();
        bot.says("/top java");
        bot.presses(bot.button("Next"));

        bot.says("the second one");

        assertThat(bot.lastCard().html()).contains("Title no 7<");
    }

    @Test
    void whatWasOpenedIsWhatThisMeans() {
        posted();
        bot.says("/top java");
        bot.says("the second one");

        bot.says("save this");
        assertThat(bot.services.stores().saved().find(TestBot.ADA, new PostId("a2")))
                .isPresent();
        bot.says("remind me of it tomorrow at 9");
        assertThat(bot.services
                        .stores()
                        .reminders()
                        .of(TestBot.ADA)
                        .getFirst()
                        .subject()
                        .post())
                .contains(new PostId("a2"));
        bot.says("why?");
        assertThat(bot.lastCard().html()).doesNotContain("Which one");
    }

    @Test
    void savingByNumberSavesThatPost() {
        posted();
        bot.says("/top java");

        bot.says("merk dir den dritten");

        assertThat(bot.services.stores().saved().find(TestBot.ADA, new PostId("a3")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"why?", "save it", "more like this", "the eighth one"})
    void whoMeansOneOfSeveralIsAskedWhich(String said) {
        posted();
        bot.says("/top java");

        bot.says(said);

        assertThat(bot.lastCard().html()).startsWith("Which one? I showed you 5 posts");
        assertThat(bot.services
                        .stores()
                        .saved()
                        .find(TestBot.ADA, List.of(), 0, 5)
                        .total())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"more", "again", "why?", "save this", "the second one", "more like this"})
    void whereNothingWasShownNothingIsDone(String said) {
        bot.says(said);

        assertThat(bot.lastCard().html()).containsAnyOf("I’m here for Reddit", "Which post?");
        assertThat(bot.services
                        .stores()
                        .saved()
                        .find(TestBot.ADA, List.of(), 0, 5)
                        .total())
                .isZero();
    }

    /// Its posts come later, by a card that others send.
    @Test
    void whatIsBeingFetchedCanBeReferredToOnceItIsThere() {
        bot.says("/top java");
        posted();

        bot.says("the second one");
        assertThat(bot.lastCard().html()).contains("Title no 2<");
    }

    @Test
    void whatIsInTheHistoryAloneCanBeReferredTo() {
        posted();
        bot.registry.note(TestBot.ADA, Status.ACTIVE, TestBot.NOON);
        bot.stores
                .history()
                .add(
                        List.of(new ActedV1(
                                TestBot.ADA,
                                "7",
                                TestBot.NOON.minusSeconds(60),
                                Kind.SHOWN,
                                Optional.of("top"),
                                List.of(new PostId("a8"), new PostId("a9")))),
                        _ -> false);

        bot.says("the second one");

        assertThat(bot.lastCard().html()).contains("Title no 9<");
    }

    @Test
    void whoOpensOnePostStillHasTheList() {
        posted();
        bot.says("/top java");
        bot.says("the second one");

        bot.says("save the third");
        assertThat(bot.services.stores().saved().find(TestBot.ADA, new PostId("a3")))
                .isPresent();
        bot.says("the fifth one");
        bot.says("why?");
        bot.says("save this one");
        assertThat(bot.services.stores().saved().find(TestBot.ADA, new PostId("a5")))
                .isPresent();
        bot.says("the first");
        bot.says("more");

        assertThat(bot.lastCard().html()).contains("Title no 6");
    }

    @Test
    void whatWasSavedByItsNumberIsWhatItMeansFromThenOn() {
        posted();
        bot.says("/top java");
        bot.says("save the third");
        bot.says("remind me of it tomorrow at 9");

        assertThat(bot.services
                        .stores()
                        .reminders()
                        .of(TestBot.ADA)
                        .getFirst()
                        .subject()
                        .post())
                .contains(new PostId("a3"));
    }

    @ParameterizedTest
    @CsvSource({"/why 2, a2", "/why the second one, a2", "/save 3, a3", "/save the third, a3", "/save the last one, a5"
    })
    void aCommandTakesANumberOfWhatWasShown(String said, String post) {
        posted();
        bot.says("/top java");
        bot.says(said);

        bot.says("save it");
        assertThat(bot.services.stores().saved().find(TestBot.ADA, new PostId(post)))
                .isPresent();
    }

    /// The card that a press edits stays what it is.
    @Test
    void whatIsSaidGetsACardOfItsOwn() {
        posted();
        bot.says("/top java");
        ShowCardV1 list = bot.lastCard();

        bot.says("more");

        assertThat(bot.lastCard().card()).isNotEqualTo(list.card());
    }
}
