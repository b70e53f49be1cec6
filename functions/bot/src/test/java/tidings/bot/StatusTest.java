package tidings.bot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.delivery.Deliveries;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.SourceProblem;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.PostsMessage.NewPostsMissedV1;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;

import static org.assertj.core.api.Assertions.assertThat;

class StatusTest {
    private static final ChatId ADA = new ChatId(7);

    private final TestBot bot = new TestBot();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALIVE     | ✅ Reddit is answering. It last gave me something 2 min ago.
                    THROTTLED | 🐢 Reddit has asked me to slow down, so posts come late. It last gave me something 2 min ago.
                    BLOCKED   | 🌩 Reddit isn’t letting me in right now. I keep trying. It last gave me something 2 min ago.
                    DEAD      | 🌩 Reddit isn’t responding right now. I keep trying. It last gave me something 2 min ago.
                    """)
    void redditsHealthIsToldInPlainWords(SourceHealth health, String expected) {
        bot.outlook = new Outlook(health, Optional.of(TestBot.NOON.minusSeconds(120)), 0);
        bot.says("/status");

        assertThat(bot.lastCard().html()).contains(expected);
    }

    @ParameterizedTest
    @EnumSource(SourceHealth.class)
    void whoeverWasNeverHeardOfIsToldSo(SourceHealth health) {
        bot.outlook = new Outlook(health, Optional.empty(), 0);
        bot.says("de", "/status");

        assertThat(bot.lastCard().html()).contains("Gehört habe ich von dort noch nichts.");
    }

    @Test
    void whatTheChatCanExpectIsTold() {
        bot.says("/status");
        assertThat(bot.lastCard().html()).contains("You follow nothing yet.").contains("right away, one by one");

        follow("music");
        Follow paused = follow("science");
        bot.follows.pause(ADA, paused.id(), true);
        bot.says("/settings quiet 22-7");
        bot.says("/settings brief 8");
        bot.says("/status");

        assertThat(bot.lastCard().html())
                .contains("You follow 2 things, one of them paused.")
                .contains("📬 Briefs: 08:00")
                .contains("🌙 Quiet hours: 22:00–07:00");
    }

    @Test
    void howLateNewPostsComeIsTold() {
        bot.newest("java", Duration.ofMinutes(12));
        bot.follows.add(Place.of(ADA), FollowQuery.of(Origin.of("java"), Origin.of("pottery")));
        bot.says("/status");

        assertThat(bot.lastCard().html())
                .contains("I last looked for new posts 12 min ago. They come about that late.")
                .contains("I haven’t got to one of your communities yet.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | I last looked for new posts 15 min ago on average, 30 min ago at the longest.
            de | Nach neuen Beiträgen habe ich zuletzt im Schnitt vor 15 Min. und mancherorts vor 30 Min. gesehen.
            """)
    void whereSomeAreReadMoreOftenThanOthersBothAreTold(String language, String expected) {
        bot.newest("java", Duration.ZERO);
        bot.newest("pottery", Duration.ofMinutes(30));
        bot.follows.add(Place.of(ADA), FollowQuery.of(Origin.of("java"), Origin.of("pottery")));
        bot.says(language, "/status");

        assertThat(bot.lastCard().html()).contains(expected);
    }

    @Test
    void aCommunityWithMorePostsThanCanBeReadIsNamedForADay() {
        bot.newest("java", Duration.ZERO);
        bot.follows.add(Place.of(ADA), FollowQuery.of(Origin.of("java")));
        List<Community> java = List.of(new Community("java"));
        bot.store.record(new NewPostsMissedV1(java, "r", TestBot.NOON.minus(Duration.ofDays(1))));
        bot.says("/status");
        assertThat(bot.lastCard().html()).doesNotContain("couldn’t read all of it");

        bot.store.record(new NewPostsMissedV1(java, "r", TestBot.NOON.minus(Duration.ofHours(23))));
        bot.says("/status");
        assertThat(bot.lastCard().html())
                .contains("So much was posted in r/java in the last day that I couldn’t read all of it.");
    }

    @Test
    void ofAPausedFollowNothingIsToldThatItWouldBring() {
        bot.newest("java", Duration.ofMinutes(12));
        Follow paused = bot.follows
                .add(Place.of(ADA), FollowQuery.of(Origin.of("java")))
                .orElseThrow();
        bot.follows.pause(ADA, paused.id(), true);
        bot.says("/status");

        assertThat(bot.lastCard().html()).contains("one of them paused").doesNotContain("I last looked");
    }

    @ParameterizedTest
    @EnumSource(
            value = SourceProblem.class,
            names = {"PRIVATE", "BANNED", "QUARANTINED", "MISSING"})
    void aFollowedCommunityThatCannotBeReadIsNamed(SourceProblem problem) {
        bot.follows.add(Place.of(ADA), FollowQuery.of(Origin.of("java")));
        bot.refused(problem, Duration.ofHours(1));
        bot.says("/status");
        assertThat(bot.lastCard().html())
                .contains("Reddit doesn’t let me read r/java, so nothing comes from there.")
                .doesNotContain("I haven’t got to");

        bot.newest("java", Duration.ZERO);
        bot.says("/status");
        assertThat(bot.lastCard().html())
                .doesNotContain("let me read")
                .contains("I last looked for new posts just now.");
    }

    @Test
    void aTopicIsReadFromManyCommunities() {
        follow("music");
        bot.says("/status");

        assertThat(bot.lastCard().html()).matches("(?s).*I haven’t got to \\d+ of your communities yet\\..*");
    }

    @Test
    void whatWaitsAndWhenItComesIsTold() {
        bot.follows.add(Place.of(ADA), FollowQuery.of(Origin.of("java")));
        bot.says("/brief 18");
        bot.says("/status");
        assertThat(bot.lastCard().html())
                .contains("Your next brief comes today at 18:00 (UTC time).")
                .doesNotContain("on the way");

        arrive("Spring is here");
        bot.says("/status");
        assertThat(bot.lastCard().html()).contains("No post is on the way to you, one is held for later.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | One post is on the way to you, one is held for later.
            en | Your next brief comes today at 13:00 (UTC time).
            de | Ein Beitrag ist zu dir unterwegs, einer wartet auf später.
            de | Dein nächster Überblick kommt heute um 13:00 (Zeitzone UTC).
            """)
    void whatQuietHoursHoldIsToldAndWhenItComes(String language, String expected) {
        bot.follows.add(Place.of(ADA), FollowQuery.of(Origin.of("java")));
        arrive("Spring is here");
        bot.says("/settings quiet 11-13");
        arrive("Spring is here", "A lake in winter");
        bot.says(language, "/status");

        assertThat(bot.lastCard().html()).contains(expected);
    }

    private void arrive(String... titles) {
        bot.posted(titles);
        new Deliveries(bot.stores.deliveries(), bot.stores.threads(), _ -> {}, InstantSource.fixed(TestBot.NOON))
                .run(10, 0);
    }

    @Test
    void withoutTheDatabaseTheRestIsStillTold() {
        bot.database.goes();
        bot.says("/status");

        assertThat(bot.lastCard().html()).contains("Reddit is answering.").contains("can’t reach my database");
    }

    private Follow follow(String topic) {
        return bot.follows
                .add(Place.of(ADA), FollowQuery.of(new Origin.OfTopic(topic)))
                .orElseThrow();
    }
}
