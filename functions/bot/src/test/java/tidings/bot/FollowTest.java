package tidings.bot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.delivery.FollowCards;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.SourceProblem;
import tidings.follows.FollowText;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.ScrapeMessage;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.CommunityStore.Count;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.bot.TestBot.NOON;

/// From what somebody types to what is followed.
class FollowTest {
    private static final ChatId ADA = new ChatId(7);

    private final TestBot bot = new TestBot();

    private List<String> followed(ChatId chat) {
        return bot.follows.of(chat).stream()
                .map(follow -> FollowText.of(follow.query()))
                .toList();
    }

    @Test
    void aPreviewSaysWhatWouldHaveComeAndWhyBeforeAnythingIsSaved() {
        bot.posted(
                "Hiring a developer",
                "Release notes",
                "We are hiring",
                "A question",
                "Now hiring again",
                "A talk",
                "News");

        bot.says("/follow java -hiring");

        assertThat(bot.lastCard().html())
                .contains("Follow this?", "<b>r/java</b> · without “hiring”")
                .contains("7 posts", "4 of them")
                .contains("You’d have got", "Release notes", "A question", "A talk")
                .doesNotContain("News")
                .contains("You wouldn’t have got", "Hiring a developer</a> <i>has “hiring”</i>", "Now hiring again");
        assertThat(bot.labels()).containsExactly("✅ Follow", "✏️ Change", "✖ Cancel");
        assertThat(followed(ADA)).isEmpty();
    }

    @Test
    void whatIsSavedIsWhatWasShownHoweverOftenTheButtonIsPressed() {
        bot.posted("A title");
        bot.says("/follow java -hiring");
        String save = bot.button("Follow");
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

        bot.presses(bot.button("✅"));

        assertThat(followed(ADA)).containsExactly("* \"graalvm\" -\"jobs\"");
        ChatSettings expected = ChatSettings.NONE
                .with(ChatSettings.PACE, Optional.of(5))
                .with(ChatSettings.BRIEF, BriefTimes.parse("08:00"));
        assertThat(bot.chats.settings(ADA).get()).contains(expected);
        assertThat(bot.toldToDeliver(ADA)).isEqualTo(expected);
    }

    @Test
    void aGermanSentenceIsAnsweredInGerman() {
        bot.says("de", "/follow alles über GraalVM ohne Stellenanzeigen, täglich um 8");

        assertThat(bot.lastCard().html())
                .contains("Soll ich dem folgen?", "mit „GraalVM“ · ohne „Stellenanzeigen“", "Überblick täglich 08:00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /follow                           | What would you like to follow?
            /follow ...                       | What would you like to follow?
            /follow java if rain & wind       | I didn’t understand “if rain &amp; wind”
            /follow -hiring                   | not what to follow
            /follow r/all                     | r/all isn’t a community
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
    void whatIsNotStoredIsReadTogetherAndShownByTheSameCardWhichCanBeSavedMeanwhile() {
        bot.says("/follow java+kotlin");

        assertThat(bot.outbox).hasSize(1);
        assertThat(bot.lastCard().card()).isEqualTo(CardId.ofUpdate("42"));
        assertThat(bot.lastCard().html()).contains("I’m reading r/java, r/kotlin for the first time");
        assertThat(bot.lastCard().waiting()).isPresent();
        assertThat(bot.labels()).containsExactly("✅ Follow", "✏️ Change", "✖ Cancel");
        assertThat(bot.scrapes)
                .singleElement()
                .extracting(ScrapeMessage.ScrapeRequestedV1.class::cast)
                .satisfies(scrape -> {
                    assertThat(scrape.feed()).isEqualTo(new Feed(new Community("java+kotlin"), Period.DAY));
                    assertThat(scrape.waiting().getFirst().card()).isEqualTo(CardId.ofUpdate("42"));
                    assertThat(scrape.waiting().getFirst().use()).isPresent();
                });

        bot.presses(bot.button("✅"));

        assertThat(followed(ADA)).containsExactly("r/java r/kotlin");
        assertThat(bot.lastCard().html()).contains("Saved");
        assertThat(bot.lastCard().card())
                .as("the card that waits, which waits no more")
                .isEqualTo(CardId.ofUpdate("42"));
    }

    /// Each step is on the card that waits: what is read for the first draft does not undo the second.
    @ParameterizedTest
    @CsvSource({"Change, Copy this", "Cancel, won’t save", "r/gardening, r/gardening"})
    void whateverIsPressedOnACardThatWaitsIsShownByIt(String button, String shown) {
        bot.says("/follow gardenin");
        bot.presses(bot.button(button));

        assertThat(bot.lastCard().html()).contains(shown);
        assertThat(bot.lastCard().card()).isEqualTo(CardId.ofUpdate("42"));
    }

    @Test
    void whatCouldNotBeReadIsReadAgainByThePreviewButton() {
        bot.says("/follow java");
        bot.presses(FollowCards.STEP
                .button("", new FollowCards.Choice("42", FollowCards.Step.PREVIEW, ""))
                .press());

        assertThat(bot.lastCard().card()).isEqualTo(CardId.ofUpdate("42"));
        bot.posted("A title");
        bot.presses(FollowCards.STEP
                .button("", new FollowCards.Choice("42", FollowCards.Step.PREVIEW, ""))
                .press());
        assertThat(bot.lastCard().html()).contains("one post", "A title");
        assertThat(bot.labels()).containsExactly("✅ Follow", "✏️ Change", "✖ Cancel");
    }

    @Test
    void whoAskedForTooMuchCanFollowAllTheSame() {
        IntStream.range(0, Top.FETCHES).forEach(i -> bot.says("/follow r/unread_" + i));
        bot.says("/follow r/one_more");

        assertThat(bot.scrapes).hasSize(Top.FETCHES);
        assertThat(bot.lastCard().html()).contains("I haven’t read r/one_more yet.");
        assertThat(bot.labels()).contains("✅ Follow", "🔄 Preview");
    }

    @Test
    void anUnknownNameOffersTheThreeNearestKnownOnesWhichKeepTheRules() {
        bot.says("/follow gardenin -hiring");

        assertThat(bot.labels()).contains("r/gardening").hasSizeLessThanOrEqualTo(8);
        bot.presses(bot.button("r/gardening"));
        bot.presses(bot.button("✅"));

        assertThat(followed(ADA)).containsExactly("r/gardening -\"hiring\"");
    }

    @Test
    void aNameThatSomebodyFollowsIsKnown() {
        bot.othersFollow("zzyzxroad", new Count(3, 0));

        bot.says("/follow zzyzxroat");
        assertThat(bot.labels()).contains("r/zzyzxroad");
        bot.says("/follow zzyzxroad but no jobs");
        assertThat(bot.buttons().getFirst().label()).isEqualTo("✅ Follow");
        assertThat(bot.outbox.stream().map(Object::toString)).anyMatch(card -> card.contains("<b>r/zzyzxroad</b>"));
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING, no subreddit called",
        "BANNED, has banned",
        "PRIVATE, is private",
        "QUARANTINED, is quarantined"
    })
    void aCommunityThatCannotBeReadCannotBeFollowed(SourceProblem problem, String reason) {
        bot.store.record(
                new FeedRefusedV1(new Feed(new Community("gardenin"), Period.WEEK), "r", problem, List.of(), NOON));

        bot.says("/follow gardenin");

        assertThat(bot.lastCard().html()).contains(reason);
        assertThat(bot.labels()).contains("r/gardening").doesNotContain("✅ Follow");
        assertThat(bot.scrapes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"THROTTLED", "BLOCKED", "UNAVAILABLE", "OFF"})
    void aCommunityThatCannotBeReadNowCanBeFollowed(SourceProblem problem) {
        bot.refused(problem, Duration.ofMinutes(1));

        bot.says("/follow java");
        bot.presses(bot.button("✅"));

        assertThat(followed(ADA)).containsExactly("r/java");
    }

    @Test
    void aSingleWordCanBeMeantInTwoWays() {
        bot.says("/follow graalvm");
        bot.presses(bot.button("“graalvm” anywhere"));
        assertThat(bot.lastCard().html()).contains("Everything I read</b> · with “graalvm”");

        bot.presses(bot.button("r/graalvm instead"));
        bot.presses(bot.button("✅"));

        assertThat(followed(ADA)).containsExactly("r/graalvm");
    }

    @Test
    void whatIsChangedIsCopiedAndSentAgain() {
        bot.posted("A title");
        bot.says("/follow java -\"job ad\" score>50");
        bot.presses(bot.button("Change"));
        String copied = copied();
        assertThat(copied).isEqualTo("/follow r/java -\"job ad\" score>=51");

        bot.presses(bot.button("Back"));
        assertThat(bot.lastCard().html()).contains("Follow this?");
        bot.says(copied);
        bot.presses(bot.button("✅"));

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
        bot.posted("A title");
        bot.says("/follow java");
        bot.presses(bot.button("Cancel"));

        assertThat(bot.lastCard().html()).isEqualTo("OK, I won’t save that.");
        assertThat(followed(ADA)).isEmpty();
    }

    @Test
    void ofATopicAndOfAnywhereItSaysWhatIsStored() {
        bot.posted("A title about graalvm");

        bot.says("/follow topic programming");
        assertThat(bot.lastCard().html()).contains("one post", "A title about graalvm");
        bot.says("/follow \"graalvm\"");
        assertThat(bot.lastCard().html()).contains("A title about graalvm</a> <i>has “graalvm”</i>");
        bot.says("/follow topic science");
        assertThat(bot.lastCard().html()).contains("no posts to go by");
    }
}
