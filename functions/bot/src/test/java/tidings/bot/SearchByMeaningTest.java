package tidings.bot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.PendingCard.Searched;
import tidings.messages.PostsMessage.PhraseAskedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.Wait;
import tidings.selection.Meaning;
import tidings.store.Meant;
import tidings.telegram.InlineResult;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.bot.TestBot.NOON;

/// What a search finds by its words and by what they mean.
class SearchByMeaningTest {
    private static final Pattern TITLE = Pattern.compile("(Bread|Loaf) \\d+");
    private static final Meaning MEANING = Meaning.of(new float[] {1, 0});

    private final TestBot bot = new TestBot();

    /// Posts with the word, none of which means it, and posts that mean it, none of which has the word.
    private void posted(int withWord, int meaning) {
        Map<PostId, Meaning> meanings = new HashMap<>();
        List<Post> posts = new ArrayList<>();
        IntStream.range(0, withWord).forEach(i -> posts.add(post("b" + i, "Bread " + i)));
        IntStream.range(0, meaning).forEach(i -> {
            posts.add(post("m" + i, "Loaf " + i));
            meanings.put(new PostId("m" + i), Meaning.of(new float[] {1, 0.02f * i}));
        });
        List<ClassifiedPost> classified =
                posts.stream().map(TestBot::classified).toList();
        bot.store.record(
                new PostsFoundV1(
                        TestBot.JAVA, "r1", 0, OptionalInt.of(posts.size()), posts, List.of(), SourceApi.OAUTH, NOON),
                classified,
                new Meant(meanings, Map.of()));
    }

    private static Post post(String id, String title) {
        return new Post(
                new PostId(id),
                TestBot.JAVA.community(),
                title,
                "",
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/r/java/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(3),
                OptionalInt.of(1),
                false,
                NOON);
    }

    private List<String> titles() {
        return TITLE.matcher(bot.lastCard().html())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /// Of this page and all behind it.
    private List<String> turned() {
        List<String> all = new ArrayList<>(titles());
        while (bot.labels().contains("Next ▶")) {
            bot.presses(bot.button("Next"));
            all.addAll(titles());
        }
        return all;
    }

    private List<InlineResult> inline(String query) {
        bot.handle("""
                {"update_id": 900, "inline_query": {"id": "q", "query": %s, "offset": "", "chat_type": "group",
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada", "language_code": "en"}}}""".formatted(Json.write(query)));
        return ((AnswerInlineV1) bot.outbox.getLast()).results();
    }

    @Test
    void wordsThatNobodyEncodedFindAtOnceWhatHasThemAndAreAskedAboutOnce() {
        posted(2, 2);

        bot.says("/search bread");

        assertThat(bot.lastCard().html()).contains("2 posts for “bread”");
        assertThat(bot.lastCard().waiting()).contains(Wait.begins("42", NOON.plus(Dispatcher.PATIENCE)));
        assertThat(bot.posts).singleElement().isInstanceOfSatisfying(PhraseAskedV1.class, asked -> {
            assertThat(asked.phrase()).isEqualTo("bread");
            assertThat(asked.until()).as("nobody waits").isEmpty();
            assertThat(asked.waiting())
                    .singleElement()
                    .satisfies(card -> assertThat(card.searched()).contains(new Searched("bread", false)));
        });
    }

    @Test
    void onceItIsKnownWhatWordsMeanBothAreRankedTogetherAtOnceAndNothingIsLostOrRepeated() {
        posted(7, 6);
        bot.stores.posts().keep("bread", MEANING);

        bot.says("/search Bread");

        assertThat(bot.posts).isEmpty();
        assertThat(bot.lastCard().waiting()).isEmpty();
        assertThat(bot.lastCard().html()).contains("13 posts");
        assertThat(titles()).startsWith("Bread 0", "Loaf 0", "Bread 1", "Loaf 1");
        assertThat(turned()).hasSize(13).doesNotHaveDuplicates();
    }

    @Test
    void theCardsPagesAreOfOneRankingThoughItBecomesKnownMeanwhile() {
        posted(12, 6);
        bot.says("/search bread");
        bot.stores.posts().keep("bread", MEANING);

        assertThat(turned()).hasSize(12).doesNotHaveDuplicates().allMatch(title -> title.startsWith("Bread"));
        bot.presses(bot.button("Previous"));
        assertThat(bot.lastCard().html()).contains("12 posts");
    }

    @Test
    void aButtonOfBeforeTurnsThePagesOfItsWords() {
        posted(12, 6);
        bot.stores.posts().keep("bread", MEANING);

        bot.presses("search|1|5||bread");

        assertThat(bot.lastCard().html()).contains("12 posts", "<b>6.</b>");
    }

    @Test
    void whatHasNoneOfTheWordsIsFoundByWhatTheyMean() {
        posted(0, 2);
        bot.says("/search bread");
        assertThat(bot.lastCard().html()).contains("No post of the last two days");
        bot.stores.posts().keep("bread", MEANING);

        bot.says("/search bread");
        assertThat(titles()).containsExactly("Loaf 0", "Loaf 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"bread\"", "bread or cake", "the", "?!"})
    void whoWantsTheVeryWordsOrSaysTooLittleAsksNobody(String words) {
        posted(2, 2);

        bot.says("/search " + words);

        assertThat(bot.posts).isEmpty();
        assertThat(bot.lastCard().waiting()).isEmpty();
    }

    @Test
    void inOtherChatsBothAreFoundWhereTheMeaningIsKnownAndNobodyIsAsked() {
        posted(1, 1);
        assertThat(inline("bread")).hasSize(1);
        assertThat(bot.posts).isEmpty();

        bot.stores.posts().keep("bread", MEANING);
        assertThat(inline("bread")).hasSize(2);
    }

    @Test
    void theSecondOneIsThatOfTheCardAsItIsByNow() {
        posted(2, 2);
        bot.says("/search bread");
        bot.says("the second one");
        assertThat(bot.lastCard().html()).contains("Bread 1");

        bot.says("/search bread");
        bot.stores.posts().keep("bread", MEANING);
        bot.says("the second one");
        assertThat(bot.lastCard().html()).contains("Loaf 0");
    }

    @Test
    void moreIsTheNextPageOfTheCardAsItIsByNow() {
        posted(4, 4);
        bot.says("/search bread");
        bot.says("more");
        assertThat(bot.lastCard().html()).contains("That was all of it");

        bot.says("/search bread");
        bot.stores.posts().keep("bread", MEANING);
        bot.says("more");
        assertThat(titles()).hasSize(3);
    }

    @Test
    void aCardThatSomebodyWentOnWithIsNotShownOnceMore() {
        posted(1, 0);
        bot.saysInAGroup("/search slow bread");

        assertThat(bot.posts)
                .singleElement()
                .satisfies(asked -> assertThat(asked.waiting())
                        .singleElement()
                        .satisfies(card -> assertThat(card.answer()).isEqualTo(Wait.answers("42"))));
    }
}
