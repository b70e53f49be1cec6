package tidings.bot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;
import tidings.follows.FollowQuery;
import tidings.follows.FollowText;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member.Status;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.FollowStore;
import tidings.telegram.Button;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.bot.TestBot.JAVA;
import static tidings.bot.TestBot.NOON;

/// From what somebody types to what is followed.
class FollowTest {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId GROUP = new ChatId(-7);

    private final TestBot bot = new TestBot();

    private void posted(String... titles) {
        List<Post> posts = IntStream.range(0, titles.length)
                .mapToObj(i -> TestBot.post("p" + i, titles[i]))
                .toList();
        bot.store.record(
                new PostsFoundV1(
                        JAVA, "r1", 0, OptionalInt.of(posts.size()), posts, List.of(), SourceApi.OAUTH, NOON),
                posts.stream().map(TestBot::classified).toList());
    }

    private List<String> followed(ChatId chat) {
        return bot.follows.of(chat).stream()
                .map(follow -> FollowText.of(follow.query()))
                .toList();
    }

    private List<Button> buttons() {
        return bot.outbox.stream()
                .filter(ShowCardV1.class::isInstance)
                .map(ShowCardV1.class::cast)
                .filter(card -> !card.card().value().contains(".posts"))
                .toList()
                .getLast()
                .buttons()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private String button(String label) {
        return buttons().stream()
                .filter(button -> button.label().contains(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError(label + " is not among " + buttons()))
                .press();
    }

    private List<String> labels() {
        return buttons().stream().map(Button::label).toList();
    }

    @Test
    void aPreviewSaysWhatWouldHaveComeAndWhyBeforeAnythingIsSaved() {
        posted("Hiring a developer", "Release notes", "We are hiring", "A question", "Now hiring again", "A talk", "News");

        bot.says("/follow java -hiring");

        assertThat(bot.lastCard().html())
                .contains("Follow this?", "<b>r/java</b> · without “hiring”")
                .contains("7 posts", "4 of them")
                .contains("You’d have got", "Release notes", "A question", "A talk")
                .doesNotContain("News")
                .contains("You wouldn’t have got", "Hiring a developer</a> <i>has “hiring”</i>", "Now hiring again");
        assertThat(labels()).containsExactly("✅ Follow", "✏️ Change", "✖ Cancel");
        assertThat(followed(ADA)).isEmpty();
    }

    @Test
    void whatIsSavedIsWhatWasShownHoweverOftenTheButtonIsPressed() {
        posted("A title");
        bot.says("/follow java -hiring");
        String save = button("Follow");
        bot.presses(save);
        bot.presses(save);

        assertThat(followed(ADA)).containsExactly("r/java -\"hiring\"");
        assertThat(bot.lastCard().html()).isEqualTo("✅ Saved: <b>r/java</b> · without “hiring”");
        assertThat(bot.lastCard().card()).isEqualTo(CardId.ofMessage(17));
    }

    @Test
    void aSentenceBecomesACardToConfirmAndItsPaceAndTimesAreSavedForTheChat() {
        bot.says("/follow graalvm but no jobs, five a day at eight");

        assertThat(bot.lastCard().html())
                .contains("Everything I read</b> · with “graalvm” · without “jobs”")
                .contains("For everything you follow here: about 5 posts a day · briefs daily 08:00");
        assertThat(bot.chats.settings(ADA).get()).isEmpty();

        bot.presses(button("✅"));

        assertThat(followed(ADA)).containsExactly("* \"graalvm\" -\"jobs\"");
        ChatSettings expected = ChatSettings.NONE
                .with(ChatSettings.PACE, Optional.of(5))
                .with(ChatSettings.BRIEF, BriefTimes.parse("08:00"));
        assertThat(bot.chats.settings(ADA).get()).contains(expected);
        assertThat(bot.services.registry().find(ADA).orElseThrow().settings()).isEqualTo(expected);
    }

    @Test
    void aGermanSentenceIsAnsweredInGerman() {
        bot.says("de", "/follow alles über GraalVM ohne Stellenanzeigen, täglich um 8");

        assertThat(bot.lastCard().html())
                .contains("Soll ich dem folgen?", "mit „GraalVM“ · ohne „Stellenanzeigen“", "Übersicht täglich 08:00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /follow                           | What would you like to follow?
            /follow ...                       | What would you like to follow?
            /follow java if rain & wind       | I didn’t understand “if rain &amp; wind”
            /follow -hiring                   | not what to follow
            /follow r/all                     | r/all is a mix
            /follow "java                     | This quote never ends: &quot;java
            /follow r/a-b                     | a community called “r/a-b”
            /follow https://example.org/x     | doesn’t lead me
            /follow topic knitting            | “knitting” isn’t one of my topics
            /follow java 900 a day            | “900 a day” can’t be right
            /follow java at 1 at 2 at 3 at 4 at 5 at 6 at 7 | more than I can handle
            /follow blue green yellow orange purple | a lot of words
            /follow java no images no links no texts no videos no polls no galleries no crossposts no text posts | leave no posts
            /follow #99 r/java                | isn’t followed here any more
            """)
    void whatIsNotUnderstoodIsNamedAndNothingCanBeSaved(String text, String answer) {
        bot.says(text);

        assertThat(bot.lastCard().html()).contains(answer);
        assertThat(bot.lastCard().buttons()).isEmpty();
    }

    @Test
    void whatIsNotStoredIsReadOnceBesideTheDraftThatCanBeSavedRightAway() {
        bot.says("/follow java+kotlin");

        assertThat(bot.outbox).hasSize(2);
        ShowCardV1 draft = (ShowCardV1) bot.outbox.getFirst();
        assertThat(draft.html()).contains("I haven’t read r/java, r/kotlin yet");
        assertThat(draft.waiting()).isEmpty();
        assertThat(bot.lastCard().card()).isEqualTo(CardId.ofUpdate("42.posts"));
        assertThat(bot.lastCard().html()).contains("Fetching r/java");
        assertThat(bot.scrapes).hasSize(1);

        posted("A title");
        bot.presses(button("Preview"));

        assertThat(bot.lastCard().html()).contains("one post", "A title", "I haven’t read r/kotlin yet");
        assertThat(bot.scrapes).as("one reading").hasSize(1);
        bot.presses(button("✅"));
        assertThat(followed(ADA)).containsExactly("r/java r/kotlin");
    }

    @Test
    void anUnknownNameOffersTheThreeNearestKnownOnesWhichKeepTheRules() {
        bot.says("/follow gardenin -hiring");

        assertThat(labels()).contains("r/gardening").hasSizeLessThanOrEqualTo(8);
        bot.presses(button("r/gardening"));
        bot.presses(button("✅"));

        assertThat(followed(ADA)).containsExactly("r/gardening -\"hiring\"");
    }

    @Test
    void aNameThatSomebodyFollowsIsKnown() {
        bot.follows.add(
                Place.of(new ChatId(8)), FollowQuery.of(new Origin.OfCommunity(new Community("zzyzxroad"))));

        bot.says("/follow zzyzxroat");
        assertThat(labels()).contains("r/zzyzxroad");
        bot.says("/follow zzyzxroad but no jobs");
        assertThat(buttons().getFirst().label()).isEqualTo("✅ Follow");
        assertThat(bot.outbox.stream().map(Object::toString)).anyMatch(card -> card.contains("<b>r/zzyzxroad</b>"));
    }

    @ParameterizedTest
    @CsvSource({"MISSING, no subreddit called", "BANNED, has banned", "PRIVATE, is private", "QUARANTINED, is quarantined"})
    void aCommunityThatCannotBeReadCannotBeFollowed(SourceProblem problem, String reason) {
        bot.store.record(new FeedRefusedV1(
                new Feed(new Community("gardenin"), Period.WEEK), "r", problem, List.of(), NOON));

        bot.says("/follow gardenin");

        assertThat(bot.lastCard().html()).contains(reason);
        assertThat(labels()).contains("r/gardening").doesNotContain("✅ Follow");
        assertThat(bot.scrapes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"THROTTLED", "BLOCKED", "UNAVAILABLE", "OFF"})
    void aCommunityThatCannotBeReadNowCanBeFollowed(SourceProblem problem) {
        bot.refused(problem, Duration.ofMinutes(1));

        bot.says("/follow java");
        bot.presses(button("✅"));

        assertThat(followed(ADA)).containsExactly("r/java");
    }

    @Test
    void aSingleWordCanBeMeantInTwoWays() {
        bot.says("/follow graalvm");
        bot.presses(button("“graalvm” anywhere"));
        assertThat(bot.lastCard().html()).contains("Everything I read</b> · with “graalvm”");

        bot.presses(button("r/graalvm instead"));
        bot.presses(button("✅"));

        assertThat(followed(ADA)).containsExactly("r/graalvm");
    }

    @Test
    void whatIsChangedIsCopiedAndSentAgain() {
        posted("A title");
        bot.says("/follow java -\"job ad\" score>50");
        bot.presses(button("Change"));
        String copied = copied();
        assertThat(copied).isEqualTo("/follow r/java -\"job ad\" score>=51");

        bot.presses(button("Back"));
        assertThat(bot.lastCard().html()).contains("Follow this?");
        bot.says(copied);
        bot.presses(button("✅"));

        assertThat(followed(ADA)).containsExactly("r/java -\"job ad\" score>=51");
    }

    private String copied() {
        String html = bot.lastCard().html();
        return html.substring(html.indexOf("<code>") + 6, html.indexOf("</code>"))
                .replace("&quot;", "\"")
                .replace("&gt;", ">");
    }

    @Test
    void whatIsCancelledIsNotSaved() {
        posted("A title");
        bot.says("/follow java");
        bot.presses(button("Cancel"));

        assertThat(bot.lastCard().html()).isEqualTo("OK, I won’t save that.");
        assertThat(followed(ADA)).isEmpty();
    }

    @Test
    void aFollowIsThatOfTheForumTopicWhereItWasAskedFor() {
        bot.handle("""
                {"update_id": 1, "callback_query": {"id": "press-1", "data": %s, "chat_instance": "1",
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada"},
                 "message": {"message_id": 17, "date": 1, "text": "…", "is_topic_message": true,
                  "message_thread_id": 5, "chat": {"id": 7, "type": "private"}}}}""".formatted(saveOf("/follow java")));

        assertThat(bot.follows.of(ADA).getFirst().place()).isEqualTo(new Place(ADA, OptionalInt.of(5)));
    }

    private String saveOf(String text) {
        bot.says(text);
        return Json.write(button("✅"));
    }

    @Test
    void inAGroupEverybodySeesThePreviewAndAdministratorsAloneSave() {
        bot.saysInAGroup("/follow java");
        String save = button("✅");
        for (TelegramResult no : List.of(
                new TelegramResult.Member(Status.MEMBER), new TelegramResult.Failed("Bad Request: user not found"))) {
            bot.pressesInAGroup(GROUP.value(), save);
            bot.handle(result(no));
            assertThat(bot.outbox.getLast())
                    .isEqualTo(new AnswerCallbackV1("press-1", "Only administrators of this group can change that."));
        }
        assertThat(followed(GROUP)).isEmpty();

        bot.pressesInAGroup(GROUP.value(), save);
        bot.handle(result(new TelegramResult.Member(Status.ADMINISTRATOR)));

        assertThat(followed(GROUP)).containsExactly("r/java");
        assertThat(bot.lastCard().html()).contains("Saved");
    }

    private String result(TelegramResult result) {
        return Json.write(((TelegramCallV1) bot.outbox.getLast()).result(result));
    }

    @Test
    void aChatThatFollowsAsMuchAsItMayIsToldSo() {
        IntStream.range(0, FollowStore.MAX)
                .forEach(i -> bot.follows.add(
                        Place.of(ADA), FollowQuery.of(new Origin.OfCommunity(new Community("name" + i)))));
        bot.says("/follow java");
        bot.presses(button("✅"));

        assertThat(bot.lastCard().html()).contains("You already follow 200 things");
    }

    @ParameterizedTest
    @ValueSource(strings = {"save|1|4711", "draft|1|4711|preview|", "draft|1|4711|name|java", "draft|1|4711|dance|"})
    void aDraftThatIsGoneIsAnsweredPolitely(String data) {
        bot.presses(data);

        assertThat(bot.outbox)
                .containsExactly(
                        new AnswerCallbackV1("press-1", "This button is too old. Please send the command again."));
    }

    @Test
    void ofATopicAndOfAnywhereItSaysWhatIsStored() {
        posted("A title about graalvm");

        bot.says("/follow topic programming");
        assertThat(bot.lastCard().html()).contains("one post", "A title about graalvm");
        bot.says("/follow \"graalvm\"");
        assertThat(bot.lastCard().html()).contains("A title about graalvm</a> <i>has “graalvm”</i>");
        bot.says("/follow topic science");
        assertThat(bot.lastCard().html()).contains("no posts from the last two days");
    }
}
