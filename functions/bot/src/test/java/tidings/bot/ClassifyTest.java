package tidings.bot;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.SourceApi;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.CommunityStore.Learned;
import tidings.topics.SubredditPrior;

import static org.assertj.core.api.Assertions.assertThat;

class ClassifyTest {
    private final TestBot bot = new TestBot();

    /// What is stored of a subreddit after some posts that were surely of a topic.
    private static byte[] priorOf(String topic) {
        float[] sure = new float[TestBot.MODEL.topics().size()];
        sure[TestBot.MODEL.topics().indexOf(topic)] = 1;
        SubredditPrior prior = SubredditPrior.none(sure.length);
        for (int post = 0; post < 25; post++) {
            prior = prior.plus(sure);
        }
        return prior.toBytes();
    }

    private void stored(String id, String title) {
        Post post = TestBot.post(id, title);
        bot.store.record(
                new PostsFoundV1(
                        TestBot.JAVA,
                        "r1",
                        0,
                        OptionalInt.of(1),
                        List.of(post),
                        List.of(),
                        SourceApi.OAUTH,
                        TestBot.NOON.minus(Duration.ofMinutes(1))),
                List.of(TestBot.classified(post)));
    }

    @Test
    void aTextIsClassifiedWithTheWordsThatDecided() {
        bot.says("/classify My sourdough bread does not rise, is my flour or my oven to blame?");

        assertThat(bot.lastCard().html())
                .contains("Food")
                .contains("Words that decided")
                .contains("<code>");
    }

    /// Of everyday titles each has its topic named first, however sure that is.
    @ParameterizedTest
    @CsvSource({
        "My cat refuses to eat dry food, Animals",
        "Which oil for a cast iron pan?, Food",
        "Our dog barks at the mailman, Animals",
        "How do I sharpen a kitchen knife?, Home",
        "My boyfriend forgot our anniversary, Relationships",
        "Best beginner guitar under 200?, Music",
        "How to learn Python in three months, Programming",
        "Is my landlord allowed to keep the deposit?, ''",
        "Rate my first oil painting, Art",
        "Which running shoes for a marathon?, Fitness"
    })
    void anEverydayTitleIsNeverCalledOther(String title, String topic) {
        bot.says("/classify " + title);

        assertThat(bot.lastCard().html()).doesNotContain("Other").contains("Words that decided");
        assertThat(bot.lastCard().html().split("\n\n")[0]).contains(topic);
    }

    @ParameterizedTest
    @CsvSource({
        "Which running shoes for a marathon?, I’m sure of that (9",
        "My cat refuses to eat dry food, Probably <b>🐾 Animals &amp; Pets</b>",
        "My boyfriend forgot our anniversary, I’m not sure. It could be <b>💞 Relationships &amp; Family</b> or <b>🏳️‍🌈",
    })
    void howSureATopicIsIsSaidInWords(String title, String words) {
        bot.says("/classify " + title);

        assertThat(bot.lastCard().html()).contains(words);
    }

    @Test
    void theSameTextIsClassifiedOnce() {
        bot.says("/classify My sourdough bread does not rise");
        bot.says("/classify My sourdough bread does not rise");
        bot.says("/classify My sourdough bread does rise");

        assertThat(bot.explained).hasSize(2);
    }

    @Test
    void whatIsCachedIsShownInEachLanguage() {
        bot.says("en", "/classify My sourdough bread does not rise");
        bot.says("de", "/classify My sourdough bread does not rise");

        assertThat(bot.explained).hasSize(1);
        assertThat(bot.lastCard().html()).contains("Essen &amp; Trinken");
    }

    @Test
    void aLinkToAStoredPostIsClassifiedByThePost() {
        stored("kept1", "Sourdough starter keeps dying, what now?");

        bot.says("/classify https://www.reddit.com/r/somewhere_new/comments/kept1/x/");

        assertThat(bot.lastCard().html()).contains("sourdough").contains("r/somewhere_new is new to me");
    }

    @Test
    void aLinkIntoASubredditThatAnOperatorFixedHasThatTopic() {
        bot.communities.fix(new Community("fixed_one"), "music");

        bot.says("/classify https://www.reddit.com/r/fixed_one/comments/kept1/x/");

        assertThat(bot.lastCard().html())
                .contains("Music")
                .contains("r/fixed_one is about this topic")
                .doesNotContain("Words that decided");
    }

    @Test
    void aLinkIntoALearnedSubredditIsClassifiedByItsPostsToo() {
        bot.communities.learn(
                new Community("learned_one"), _ -> new Learned(priorOf("programming"), 25, "programming", 0.9f));

        bot.says("/classify https://www.reddit.com/r/learned_one/comments/nowhere1/look_at_this/");

        assertThat(bot.lastCard().html())
                .contains("Programming")
                .contains("the name and the other posts of r/learned_one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sourdough_recipes", "of_another_version"})
    void aLinkIntoAnUnknownSubredditIsClassifiedByItsNameToo(String subreddit) {
        bot.communities.learn(
                new Community("of_another_version"), _ -> new Learned(new byte[] {99, 1, 2}, 1, "music", 0.1f));

        bot.says("/classify https://www.reddit.com/r/" + subreddit + "/comments/nowhere1/x/");

        assertThat(bot.lastCard().html()).contains("r/" + subreddit + " is new to me; I also used its name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://redd.it/kept1",
                "redd.it/KEPT1",
                "https://www.reddit.com/comments/kept1",
                "https://www.reddit.com/gallery/kept1",
                "https://old.reddit.com/r/java/comments/kept1/another_title/",
                "https://www.reddit.com/r/java/comments/kept1/some_title/k1x2y3z/?context=3",
                "https://www.reddit.com/r/java/comments/kept1/comment/k1x2y3z/",
                "<https://np.reddit.com/r/java/comments/kept1>",
                "[look](https://m.reddit.com/r/java/comments/kept1/#x)",
                "r/java/comments/kept1"
            })
    void aKeptPostIsFoundByAnyLinkToIt(String link) {
        stored("kept1", "Sourdough starter keeps dying, what now?");
        bot.says("/classify https://www.reddit.com/r/java/comments/kept1/x/");
        String expected = bot.lastCard().html();

        bot.says("/classify " + link);

        assertThat(bot.lastCard().html()).isEqualTo(expected).contains("r/java");
    }

    @Test
    void aShareLinkIsClassifiedByItsSubredditAndSaysSo() {
        bot.communities.fix(new Community("fixed_one"), "music");

        bot.says("/classify https://www.reddit.com/r/fixed_one/s/AbCdEfGhIj?x=y");

        assertThat(bot.lastCard().html())
                .contains("Music")
                .contains("r/fixed_one is about this topic")
                .contains("share link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"r/fixed_one", "https://www.reddit.com/r/Fixed_One/", "https://www.reddit.com/r/fixed_one/new"})
    void aLinkToASubredditIsClassifiedByTheSubreddit(String link) {
        bot.communities.fix(new Community("fixed_one"), "music");

        bot.says("/classify " + link);

        assertThat(bot.lastCard().html()).contains("Music").contains("r/fixed_one is about this topic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://redd.it/nowhere1", "https://www.reddit.com/gallery/nowhere1"})
    void aLinkToSomethingUnknownIsClassifiedByItsAddress(String link) {
        bot.says("/classify " + link);

        assertThat(bot.lastCard().html()).contains("I only used the web address");
    }

    @Test
    void anyOtherLinkIsClassifiedByItsAddress() {
        bot.says("/classify https://www.example.org/2026/how-to-bake-sourdough-bread.html");

        assertThat(bot.lastCard().html()).contains("Food").contains("I only used the web address");
    }
}
